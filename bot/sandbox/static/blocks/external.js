// Selects whose choices the app is asked for while one types.
import { html, useEffect, useId, useRef, useState } from "../ground/dom.js";

const PAUSE_MS = 200;
const LEAST_TYPED = 3; // Slack's, unless the element says otherwise
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

export function ExternalOne(props) {
  const { held, choose } = props;
  return html`<div class="external"><${Search} ...${props} shown=${held?.text.text} pick=${choose} clear=${() => choose(null)} /></div>`;
}

export function ExternalMany(props) {
  const { element, held, choose } = props;
  const without = (option) => held.filter(({ value }) => value !== option.value);
  const full = held.length >= (element.max_selected_items ?? Infinity);
  return html`<div class="external">
    ${held.length > 0 && html`<ul class="chosen" aria-label="Chosen">${held.map(
      (option) => html`<li key=${option.value}>${option.text.text}
        <button type="button" class="icon" aria-label="Take out ${option.text.text}" onClick=${() => choose(without(option))}>✕</button></li>`,
    )}</ul>`}
    ${!full && html`<${Search} ...${props} id=${undefined} pick=${(option) => choose([...without(option), option])} />`}
  </div>`;
}

function Search({ element, suggest, pick, clear, shown = "", id, described, invalid, required }) {
  const list = useId();
  const { typed, type, offers, told, close } = useOffers(element, suggest);
  const [at, setAt] = useState(0);
  useEffect(() => setAt(0), [offers]);
  const take = ({ group: _, ...option }) => {
    close();
    pick(option);
  };
  const onKeyDown = (event) => {
    if (!offers.length) return;
    if (event.key in STEPS) setAt((at + STEPS[event.key] + offers.length) % offers.length);
    else if (event.key === "Enter") take(offers[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const words = element.placeholder?.text ?? "Type to search";
  const open = offers.length > 0;
  const given = { id, role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": open, "aria-controls": open ? list : undefined };
  const states = { "aria-label": id ? undefined : words, "aria-describedby": described, "aria-invalid": invalid, "aria-required": required };
  return html`<input type="text" ...${given} ...${states} placeholder=${words} value=${typed ?? shown}
      aria-activedescendant=${open ? `${list}-${at}` : undefined} data-first=${element.focus_on_load}
      onInput=${({ target }) => (target.value || !clear ? type(target.value) : (close(), clear()))} onKeyDown=${onKeyDown} onBlur=${close} />
    <span class="hint" role="note" aria-live="polite">${told}</span>
    ${open && html`<ul class="offers" role="listbox" id=${list} aria-label="Choices" onMouseDown=${(event) => event.preventDefault()}>
      ${offers.map((option, index) => html`<li role="option" key=${option.value} id="${list}-${index}" aria-selected=${index === at}
        onClick=${() => take(option)}>${option.group && html`<span class="quiet">${option.group}: </span>`}${option.text.text}</li>`)}
    </ul>`}`;
}

/** What is typed, and what the app offers for it once one pauses; `told` says why nothing is offered. */
function useOffers(element, suggest) {
  const [typed, setTyped] = useState();
  const [{ offers, told }, setFound] = useState({ offers: [], told: "" });
  const pause = useRef();
  const latest = useRef();
  const least = element.min_query_length ?? LEAST_TYPED;
  const type = (text) => {
    clearTimeout(pause.current);
    setTyped(text);
    latest.current = text;
    if (text.length < least) return setFound({ offers: [], told: text && `Type at least ${least} letters.` });
    pause.current = setTimeout(async () => {
      const found = await suggest(text);
      if (latest.current === text && found) setFound({ offers: flat(found), told: flat(found).length ? "" : "Nothing is called so." });
    }, PAUSE_MS);
  };
  const close = () => {
    clearTimeout(pause.current);
    latest.current = undefined;
    setTyped(undefined);
    setFound({ offers: [], told: "" });
  };
  return { typed, type, offers, told, close };
}

function flat({ options, option_groups }) {
  return options ?? option_groups.flatMap(({ label, options: some }) => some.map((one) => ({ ...one, group: label.text })));
}
