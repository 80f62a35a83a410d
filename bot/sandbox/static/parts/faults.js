// The faults panel: what is to go wrong with the next calls and deliveries, so that one sees how the app takes it.
import { html, useEffect, useId, useState } from "../ground/dom.js";
import { addFault, disconnect, lookAtFaults, removeFault } from "../ground/faults.js";
import { state } from "../ground/store.js";
import { howLong } from "../text/time.js";

const LOOK_MS = 1500;
const EDGES = { call: "Calls by the app", delivery: "Deliveries to the app" };
const KINDS = {
  latency: "take longer",
  ratelimited: "are turned away as too many (429)",
  server_error: "fail with a 500",
  drop_before: "are lost before anything happens",
  drop_after: "happen, but the answer is lost",
  double: "arrive twice",
  late: "arrive late",
  reorder: "arrive out of order",
};
const SECONDS_TOLD = { latency: "by", ratelimited: "for", late: "by", reorder: "within" };
const WITH_SECONDS = { latency: "Seconds longer", ratelimited: "Retry after, seconds", late: "Seconds late", reorder: "Seconds held back at most" };
const CUTS = { refresh: "Refresh", warning: "Warn, then refresh", cut: "Cut off" };
const NO_SOCKET = "The app takes its deliveries by HTTP, or isn't connected, so there is no socket to cut off here.";
const FIRST = { edge: "call", kind: "ratelimited", matches: "*", times: "1", probability: "100", seconds: "3" };

export function Faults() {
  const [asked, setAsked] = useState(FIRST);
  useEffect(() => {
    lookAtFaults();
    const looking = setInterval(lookAtFaults, LOOK_MS);
    return () => clearInterval(looking);
  }, []);
  if (!state.faults) return html`<p class="faults quiet">One moment…</p>`;
  const { possible, connections } = state.faults;
  const kinds = Object.keys(KINDS).filter((kind) => possible[asked.edge].includes(kind));
  const set = (change) => {
    const next = { ...asked, ...change };
    setAsked(possible[next.edge].includes(next.kind) ? next : { ...next, kind: "latency" });
  };
  const submit = (event) => {
    event.preventDefault();
    addFault(asked);
  };
  return html`<div class="faults">
    <form class="fault-form" noValidate onSubmit=${submit}>
      <${Choice} label="What" value=${asked.edge} choices=${EDGES} set=${(edge) => set({ edge })} />
      <${Choice} label="Goes wrong: they …" value=${asked.kind} choices=${only(kinds, KINDS)} set=${(kind) => set({ kind })} />
      <${Field} label="Which (* is any)" value=${asked.matches} set=${(matches) => set({ matches })} list="known-names" />
      <datalist id="known-names">${namesSeen(asked.edge).map((name) => html`<option key=${name} value=${name}></option>`)}</datalist>
      ${WITH_SECONDS[asked.kind] &&
      html`<${Field} type="number" label=${WITH_SECONDS[asked.kind]} value=${asked.seconds} set=${(seconds) => set({ seconds })} />`}
      <${Field} type="number" label="How often (empty: always)" value=${asked.times} set=${(times) => set({ times })} />
      <${Field} type="number" label="Chance in %" value=${asked.probability} set=${(probability) => set({ probability })} />
      <button type="submit" class="button primary">Let it happen</button>
    </form>
    <${Standing} faults=${state.faults.faults} />
    ${connections > 0 ? html`<${Cuts} connections=${connections} />` : html`<p class="quiet">${NO_SOCKET}</p>`}
  </div>`;
}

const only = (keys, all) => Object.fromEntries(keys.map((key) => [key, all[key]]));

function namesSeen(edge) {
  const seen = state.record.list.filter(({ direction }) => direction === edge);
  return [...new Set(seen.map(({ method, type }) => method ?? type))].toSorted();
}

function Choice({ label, value, choices, set }) {
  const id = useId();
  return html`<div class="field"><label for=${id}>${label}</label><select id=${id} value=${value} onChange=${({ target }) => set(target.value)}>
    ${Object.entries(choices).map(([key, words]) => html`<option key=${key} value=${key}>${words}</option>`)}
  </select></div>`;
}

function Field({ label, type = "text", value, set, list }) {
  const id = useId();
  return html`<div class="field"><label for=${id}>${label}</label><input id=${id} type=${type} min="0" step="any" autocomplete="off"
    list=${list} value=${value} onInput=${({ target }) => set(target.value)} /></div>`;
}

function Standing({ faults }) {
  if (faults.length === 0) return html`<p class="quiet">Nothing is going wrong on purpose.</p>`;
  return html`<ul class="standing" aria-label="What goes wrong">
    ${faults.map(
      (fault) => html`<li key=${fault.id}><span>${told(fault)}</span>
        <button type="button" class="button" onClick=${() => removeFault(fault.id)}>Stop it</button></li>`,
    )}
  </ul>`;
}

function told({ edge, kind, matches, times, probability, seconds, happened }) {
  const which = matches === "*" ? EDGES[edge] : `${EDGES[edge]}: ${matches}`;
  const often = times === "always" ? "always" : times === 1 ? "one more time" : `${times} more times`;
  const chance = probability < 1 ? `, ${Math.round(probability * 100)} % of them` : "";
  const long = kind in WITH_SECONDS && seconds ? ` ${SECONDS_TOLD[kind]} ${seconds < 60 ? `${seconds} s` : howLong(seconds)}` : "";
  const yet = happened ? `Happened ${happened} ${happened === 1 ? "time" : "times"} so far.` : "Hasn't happened yet.";
  return `${which} ${KINDS[kind]}${long}, ${often}${chance}. ${yet}`;
}

function Cuts({ connections }) {
  return html`<p>Socket Mode: ${connections} ${connections === 1 ? "connection" : "connections"}
    ${Object.entries(CUTS).map(([how, words]) => html` <button type="button" class="button" key=${how} onClick=${() => disconnect(how)}>${words}</button>`)}
  </p>`;
}
