// The app's Home tab.
import { html, useRef } from "../ground/dom.js";
import { useKeptFocus } from "../ground/focus.js";
import { acting, state } from "../ground/store.js";
import { Blocks } from "../blocks/blocks.js";
import { useSurface } from "../blocks/surface.js";
import { AppTabs } from "./app_tabs.js";

export function Home() {
  const { app } = state.workspace;
  const box = useRef();
  useKeptFocus(box);
  return html`<main class="main" tabindex="-1" ref=${box} aria-label=${`${app.name} Home`}>
    <header class="heading"><h1>${app.name}</h1></header>
    <${AppTabs} at="Home" />
    <div class="scroll home">
      ${state.home && html`<${HomeView} view=${state.home} />`}
      ${!state.home && html`<p class="quiet">${app.name} has not filled its Home for you yet.</p>`}
    </div>
  </main>`;
}

function HomeView({ view }) {
  const surface = useSurface(`${acting()}/home`, { type: "view", view_id: view.id }, view.blocks);
  return html`<${Blocks} blocks=${view.blocks} surface=${surface} />`;
}
