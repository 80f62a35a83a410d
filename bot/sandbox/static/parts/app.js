// The page: top bar, sidebar, conversation or Home, thread pane, and what lies over them.
import { html, useEffect } from "../ground/dom.js";
import { noteAddress } from "../ground/address.js";
import { acting, seat, titleOf, update, useAppState } from "../ground/store.js";
import { ConfirmDialog } from "./confirm.js";
import { Conversation } from "./conversation.js";
import { Home } from "./home.js";
import { ModalLayer } from "./modal.js";
import { EmojiPicker } from "./picker.js";
import { Sidebar } from "./sidebar.js";
import { Thread } from "./thread.js";
import { Toasts } from "./toasts.js";
import { Tools } from "./tools.js";
import { TopBar } from "./topbar.js";

export function App() {
  const state = useAppState();
  const who = state.workspace && acting();
  const { channel, thread } = who ? seat() : {};
  useEffect(() => {
    if (!who) return;
    noteAddress();
    const { app, team } = state.workspace;
    document.title = `${channel ? titleOf(channel) : app.name} · ${team.name}`;
  }, [channel, who]);
  if (!who)
    return html`<p class="starting">The workspace did not open. Load this page again.</p><${Toasts} />`;
  const view = state.views.at(-1);
  const look = `workspace ${thread ? "with-thread" : ""} ${state.sidebarOpen ? "with-sidebar" : ""}`;
  const hideSidebar = () => update({ sidebarOpen: false });
  return html`
    <button type="button" class="button skip" onClick=${skipToMessages}>Skip to what is open</button>
    <${TopBar} />
    <div class=${look} inert=${Boolean(view)}>
      <${Sidebar} />
      ${state.sidebarOpen && html`<button class="veil" aria-label="Hide channels" onClick=${hideSidebar}></button>`}
      ${channel === null && html`<${Home} key=${who} />`}
      ${channel !== null && html`<${Conversation} key=${`${who}/${channel}`} id=${channel} />`}
      ${thread && html`<${Thread} key=${`${who}/${thread}`} ts=${thread} />`}
    </div>
    ${state.tools && html`<${Tools} />`}
    ${view && html`<${ModalLayer} view=${view} />`}
    ${state.confirming && html`<${ConfirmDialog} ...${state.confirming} />`}
    ${state.picking && html`<${EmojiPicker} ...${state.picking} />`}
    <${Toasts} />
  `;
}

function skipToMessages() {
  (document.querySelector("main [role=log]") ?? document.querySelector("main")).focus();
}
