// The workspace's clock in the top bar, and the panel that moves it forward.
import { html, useEffect, useId, useRef, useState } from "../ground/dom.js";
import { now } from "../ground/clock.js";
import { state } from "../ground/store.js";
import { setZone } from "../ground/settle.js";
import { lookAtClock, moveClock } from "../ground/verbs.js";
import { clockTime, dayAndTime, howLong, place, placeDayAndTime } from "../text/time.js";

const TICK_MS = 5000;
const LOOK_MS = 3000;
const HOUR = 3600;
const DAY = 24 * HOUR;
const ZONES = Intl.supportedValuesOf("timeZone");

export function Clock({ person }) {
  const [open, setOpen] = useState(false);
  const box = useRef();
  const face = useRef();
  const panel = useId();
  useTicking(TICK_MS);
  useOutside(box, open, () => setOpen(false));
  const close = () => {
    setOpen(false);
    face.current.focus();
  };
  const onKeyDown = (event) => {
    if (!open || event.key !== "Escape") return;
    event.stopPropagation();
    close();
  };
  const explained = `Where ${person.real_name} is (${person.tz}). Times on this page are theirs.`;
  return html`<div class="clock" ref=${box} onKeyDown=${onKeyDown}>
    <button type="button" class="face" ref=${face} title=${explained} aria-expanded=${open} aria-controls=${panel}
      onClick=${() => setOpen(!open)}>
      <${Dial} /><span class="unseen">Clock: </span>${placeDayAndTime(now(), person.tz)}
    </button>
    ${open && html`<${Panel} id=${panel} person=${person} close=${close} />`}
  </div>`;
}

function Panel({ id, person, close }) {
  const [moved, setMoved] = useState(null);
  const busy = useRef(false);
  useEffect(() => {
    lookAtClock();
    const looking = setInterval(lookAtClock, LOOK_MS);
    return () => clearInterval(looking);
  }, []);
  const move = (how) => async () => {
    if (busy.current) return;
    busy.current = true;
    if (await moveClock(how)) setMoved(now());
    busy.current = false;
  };
  return html`<section class="clock-panel" id=${id} aria-label="Clock">
    <div class="first"><h2>${dayAndTime(now(), person.tz)}</h2>
      <button type="button" class="icon" aria-label="Close the clock" onClick=${close}>✕</button></div>
    <p class="quiet" role="status">${moved && html`<span class="unseen">Now ${dayAndTime(moved, person.tz)}. </span>`}
      In ${place(person.tz)}${ahead(state.clock)}</p>
    <div class="moves">
      <button type="button" class="button" onClick=${move({ by: HOUR })}>+1 hour</button>
      <button type="button" class="button" onClick=${move({ by: DAY })}>+1 day</button>
      <button type="button" class="button primary" onClick=${move({ to: "next" })}>To what comes next</button>
    </div>
    <${Upcoming} clock=${state.clock} zone=${person.tz} />
    <${Elsewhere} zone=${person.tz} />
    <p class="quiet">It moves for everybody, and only forward.</p>
    <${ZoneOf} person=${person} />
  </section>`;
}

function ahead(clock) {
  return clock?.ahead >= 1 ? `, ${howLong(clock.ahead)} ahead` : "";
}

function Upcoming({ clock, zone }) {
  const { app } = state.workspace;
  if (!clock) return html`<p>…</p>`;
  if (!clock.next_due) return html`<p>${app.name} has nothing planned yet.</p>`;
  const due = Date.parse(clock.next_due) / 1000;
  if (due <= now()) return html`<p>Something is due: ${app.name} is at it.</p>`;
  return html`<p>What comes next: <b>${clock.next_what}</b>, ${dayAndTime(due, zone)}</p>`;
}

/** What time it is where the others are. */
function Elsewhere({ zone }) {
  const zones = new Set(state.workspace.people.filter((one) => !one.is_bot && !one.deleted && one.tz !== zone).map(({ tz }) => tz));
  if (zones.size === 0) return null;
  return html`<ul class="elsewhere" aria-label="Elsewhere">
    ${[...zones].map((tz) => html`<li key=${tz}><span>${place(tz)}</span> <b>${clockTime(now(), tz)}</b></li>`)}
  </ul>`;
}

/** People travel: their clock, and what an app plans by it, goes with them. */
function ZoneOf({ person }) {
  const zones = [...new Set([person.tz, ...ZONES])].toSorted();
  return html`<label class="zone-of"><span>${person.real_name} is in</span>
    <select value=${person.tz} onChange=${(event) => setZone(event.target.value)}>
      ${zones.map((tz) => html`<option key=${tz} value=${tz}>${tz.replaceAll("_", " ")}</option>`)}
    </select>
  </label>`;
}

function Dial() {
  return html`<svg width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
    <circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.5" />
    <path d="M8 4.2V8l2.6 1.6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
  </svg>`;
}

function useTicking(ms) {
  const [, count] = useState(0);
  useEffect(() => {
    const ticking = setInterval(() => count((n) => n + 1), ms);
    return () => clearInterval(ticking);
  }, []);
}

/** Close what is open once the person goes on elsewhere. */
function useOutside(box, open, close) {
  useEffect(() => {
    if (!open) return undefined;
    const onPress = ({ target }) => !box.current?.contains(target) && close();
    document.addEventListener("pointerdown", onPress);
    return () => document.removeEventListener("pointerdown", onPress);
  }, [open]);
}
