// The inspector: each call of the Web API and each delivery to the app, with its JSON and what was said to it.
import { html, useEffect, useRef, useState } from "../ground/dom.js";
import { rove } from "../ground/keys.js";
import { clearRecord, lookAtRecord } from "../ground/record.js";
import { state } from "../ground/store.js";
import { jsonLines, opened } from "../text/json_lines.js";
import { exactTime } from "../text/time.js";

const LOOK_MS = 1000;
const KINDS = { all: "Everything", call: "Calls by the app", delivery: "Deliveries to the app", wrong: "What went wrong" };
const FITS = {
  all: () => true,
  call: ({ direction }) => direction !== "delivery",
  delivery: ({ direction }) => direction === "delivery",
  wrong: ({ verdict }) => verdict !== "ok",
};

const NONE_YET = "Nothing to show yet. Use the app, and each call and event appears here.";
const NONE_FITS = "Nothing here is of this kind. Show everything, or look for another word.";

export function Inspector() {
  const [kind, setKind] = useState("all");
  const [word, setWord] = useState("");
  const [chosen, setChosen] = useState(null);
  useEffect(() => {
    lookAtRecord();
    const looking = setInterval(lookAtRecord, LOOK_MS);
    return () => clearInterval(looking);
  }, []);
  const shown = state.record.list.filter((one) => FITS[kind](one) && nameIn(one).toLowerCase().includes(word.toLowerCase()));
  const entry = state.record.list.find(({ id }) => id === chosen);
  const none = state.record.list.length ? NONE_FITS : NONE_YET;
  return html`<div class="filters">
      <select aria-label="Which entries" value=${kind} onChange=${({ target }) => setKind(target.value)}>
        ${Object.entries(KINDS).map(([value, label]) => html`<option key=${value} value=${value}>${label}</option>`)}
      </select>
      <input type="search" aria-label="Method or event" placeholder="Method or event" value=${word}
        onInput=${({ target }) => setWord(target.value)} />
      <button type="button" class="button" onClick=${clearRecord}>Clear</button>
      <a class="button" href="/client/record.jsonl" download="record.jsonl">Export</a>
    </div>
    <div class=${entry ? "record with-entry" : "record"}>
      <${Entries} list=${shown} none=${none} chosen=${chosen} choose=${setChosen} />
      ${entry && html`<${Entry} key=${entry.id} entry=${entry} close=${() => setChosen(null)} />`}
    </div>`;
}

const nameIn = ({ method, type }) => method ?? type ?? "";

/** The list stays at its end, where the newest is, unless one looks further up. */
function Entries({ list, none, chosen, choose }) {
  const box = useRef();
  const atEnd = useRef(true);
  useEffect(() => {
    if (atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [list.at(-1)?.id, chosen]);
  const onScroll = ({ target }) => {
    atEnd.current = target.scrollHeight - target.scrollTop - target.clientHeight < 40;
  };
  const onKeyDown = (event) => rove(event, [...box.current.querySelectorAll("button")]);
  const stop = list.some(({ id }) => id === chosen) ? chosen : list.at(-1)?.id;
  return html`<ul class="entries" aria-label="Calls and deliveries" ref=${box} onScroll=${onScroll} onKeyDown=${onKeyDown}>
    ${list.length === 0 && html`<li class="quiet">${none}</li>`}
    ${list.map(
      (entry) => html`<li key=${entry.id}>
        <button type="button" class="exchange" tabindex=${entry.id === stop ? 0 : -1} aria-pressed=${entry.id === chosen}
          onClick=${() => choose(entry.id)}><${Line} entry=${entry} /></button>
      </li>`,
    )}
  </ul>`;
}

function Line({ entry }) {
  const { at, direction, verdict, duration_ms, attempt } = entry;
  const called = direction !== "delivery";
  return html`<time class="quiet">${exactTime(Date.parse(at) / 1000, state.workspace.me.tz)}</time>
    <span class="way ${direction}" role="img" aria-label=${called ? "call by the app" : "delivery to the app"}>${called ? "→" : "←"}</span>
    <b>${nameIn(entry)}</b>${attempt > 0 && html`<span class="badge">again: ${attempt}</span>`}
    <span class=${verdict === "ok" ? "verdict" : "verdict wrong"}>${verdict}</span>
    <span class="quiet took">${Math.round(duration_ms)} ms</span>`;
}

function Entry({ entry, close }) {
  const { pointer, rule, status, team_id } = entry;
  const heading = useRef();
  useEffect(() => heading.current.focus({ preventScroll: true }), []);
  return html`<section class="entry-detail" aria-label="Entry ${entry.id}">
    <div class="first"><h3 tabindex="-1" ref=${heading}>${nameIn(entry)} <span class="quiet">${[entry.verdict, status, team_id].filter(Boolean).join(" · ")}</span></h3>
      <button type="button" class="icon" aria-label="Close this entry" onClick=${close}>✕</button></div>
    ${rule && html`<p class="error" role="note">Refused at <code>${pointer || "/"}</code> by the rule <b>${rule}</b></p>`}
    <${JsonView} label="Request" value=${entry.request} pointer=${pointer} />
    <${JsonView} label="Response" value=${entry.response} />
  </section>`;
}

function JsonView({ label, value, pointer }) {
  const lines = jsonLines(opened(value), pointer);
  return html`<h4>${label}</h4>
    <pre tabindex="0" role="region" aria-label=${label}>${lines.map(({ text, marked }) => (marked ? html`<mark>${text}\n</mark>` : `${text}\n`))}</pre>`;
}
