// The bar above the workspace: it belongs to the sandbox, so it stays in reach while a modal is open.
import { html } from "../ground/dom.js";
import { state, update } from "../ground/store.js";
import { actAs, openWorkspace } from "../ground/going.js";
import { Clock } from "./clock.js";

export function TopBar() {
  const { me, people, team } = state.workspace;
  const several = state.workspaces.length > 1;
  const humans = people.filter((one) => !one.is_bot && !one.deleted);
  return html`<header class="topbar">
    <button type="button" class="icon narrow-only" aria-label="Show channels" aria-expanded=${state.sidebarOpen}
      onClick=${() => update({ sidebarOpen: !state.sidebarOpen })}>☰</button>
    <img src="/static/cairn.svg" alt="" width="24" height="24" />
    ${several ? html`<${Workspaces} open=${team.id} />` : html`<strong class="team wide-only">${team.name}</strong>`}
    <span class="wide-only quiet">a local Slack; nothing leaves this machine</span>
    <label class="act-as"><span>Act as</span>
      <select value=${state.actor} onChange=${(event) => actAs(event.target.value)}>
        ${humans.map(({ id, real_name }) => html`<option key=${id} value=${id}>${real_name}</option>`)}
      </select>
      ${me.paused_until && html`<span role="img" aria-label="your notifications are paused" title="Your notifications are paused; /dnd off ends that">🌙</span>`}
    </label>
    <button type="button" class="face" aria-expanded=${Boolean(state.tools)} title="See each call and event" onClick=${toggleTools}>
      <${Pulse} /><span class="wide-label">Inspector</span></button>
    <${Clock} person=${me} />
  </header>`;
}

function Workspaces({ open }) {
  return html`<label class="chosen-team"><span class="wide-label">Workspace</span>
    <select value=${open} onChange=${(event) => openWorkspace(event.target.value)}>
      ${state.workspaces.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}
    </select>
  </label>`;
}

function toggleTools() {
  update({ tools: state.tools ? null : "Inspector" });
}

function Pulse() {
  return html`<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M1 8.5h3l2-5 3.5 9 2-4H15" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
  </svg>`;
}
