// The bar above the workspace: it belongs to the sandbox, so it stays in reach while a modal is open.
import { html, useEffect, useState } from "../ground/dom.js";
import { state, update } from "../ground/store.js";
import { actAs } from "../ground/verbs.js";
import { placeAndTime } from "../text/time.js";

const TICK_MS = 5000;

export function TopBar() {
  const { me, people, team } = state.workspace;
  const humans = people.filter((one) => !one.is_bot);
  return html`<header class="topbar">
    <button type="button" class="icon narrow-only" aria-label="Show channels" aria-expanded=${state.sidebarOpen}
      onClick=${() => update({ sidebarOpen: !state.sidebarOpen })}>☰</button>
    <img src="/static/cairn.svg" alt="" width="24" height="24" />
    <strong class="team wide-only">${team.name}</strong>
    <span class="wide-only quiet">a local Slack; nothing leaves this machine</span>
    <label class="act-as"><span>Act as</span>
      <select value=${state.actor} onChange=${(event) => actAs(event.target.value)}>
        ${humans.map(({ id, real_name }) => html`<option key=${id} value=${id}>${real_name}</option>`)}
      </select>
    </label>
    <${LocalTime} person=${me} />
  </header>`;
}

/** The clock jumps when one acts as somebody elsewhere; this tells why. */
function LocalTime({ person }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(ticking);
  }, []);
  const explained = `Where ${person.real_name} is (${person.tz}). Times on this page are theirs.`;
  return html`<span class="quiet local-time" title=${explained}>${placeAndTime(now / 1000, person.tz)}</span>`;
}
