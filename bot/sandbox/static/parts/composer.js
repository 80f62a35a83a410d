// Where a person types: Enter sends, Shift+Enter breaks the line, and names, commands and emoji complete themselves.
import { html, useEffect, useId, useLayoutEffect, useRef, useState } from "../ground/dom.js";
import { draftIn, keepDraft } from "../ground/drafts.js";
import { state, update } from "../ground/store.js";
import { runShortcut, send } from "../ground/verbs.js";
import { commandHint, completions } from "./completion.js";
import { Menu } from "./menu.js";

const COMPLETING = { ArrowDown: 1, ArrowUp: -1, Enter: "take", Tab: "take", Escape: "close" };
const SENDING = { Enter: "finish" };
const ENDING = { ...SENDING, Escape: "leave" };

export function Composer({ place, thread_ts, label }) {
  const submit = (words) => send(words, thread_ts);
  return html`<${Writing} ...${{ place, label, submit }} verb="Send" isBare=${Boolean(thread_ts)} />`;
}

/** A box to write in, which begins with the words `begin`. `submit` takes what was written and returns whether it went through; with
 * `cancel` it can also be left. A bare one is about its words only: no shortcuts beside it. */
export function Writing({ place, label, verb, submit, cancel, begin = "", isBare }) {
  const list = useId();
  const field = useRef();
  const draft = useDraft(place, field, begin);
  const [sending, setSending] = useState(false);
  const finish = async () => {
    const words = draft.typed.trim();
    if (!words || sending) return;
    setSending(true);
    if (await submit(words)) draft.clear();
    setSending(false);
  };
  const leave = () => {
    draft.clear();
    cancel();
  };
  const offers = useOffers(draft, finish, cancel && leave);
  const follow = ({ target }) => draft.write(draft.typed, target.selectionStart);
  return html`<div class="composer">
    ${offers.items && html`<${Offers} id=${list} ...${offers} />`}
    ${!offers.items && html`<${CommandHint} typed=${draft.typed} />`}
    <textarea
      ref=${field}
      rows="1"
      aria-label=${label}
      placeholder=${label}
      aria-autocomplete="list"
      aria-controls=${offers.items && list}
      aria-activedescendant=${offers.items && `${list}-${offers.chosen}`}
      aria-busy=${sending}
      value=${draft.typed}
      onInput=${({ target }) => draft.write(target.value, target.selectionStart)}
      onKeyDown=${offers.onKeyDown}
      onClick=${follow}
      onKeyUp=${(event) => event.key.startsWith("Arrow") && !offers.items && follow(event)}
    ></textarea>
    <${Tools} insert=${draft.insert} isBare=${isBare}>
      ${cancel && html`<button type="button" class="button" onClick=${leave}>Cancel</button>`}
      <button type="button" class="button primary" disabled=${!draft.typed.trim() || sending} onClick=${finish}>${verb}</button>
    <//>
  </div>`;
}

/** What is typed and where the caret stands; unsent words are kept. */
function useDraft(place, field, begin) {
  const inserted = useRef(null); // where the caret goes
  const [{ typed, caret }, setDraft] = useState(() => atEnd(draftIn(place) || begin));
  useEffect(() => field.current.focus({ preventScroll: true }), []);
  const write = (text, at) => {
    keepDraft(place, text);
    setDraft({ typed: text, caret: at });
  };
  const insert = (text, from = caret) => {
    inserted.current = from + text.length;
    write(typed.slice(0, from) + text + typed.slice(caret), inserted.current);
  };
  // As soon as it is drawn: a frame later, the next letters would be typed before the caret moves.
  useLayoutEffect(() => {
    if (inserted.current === null) return;
    field.current.focus();
    field.current.setSelectionRange(inserted.current, inserted.current);
    inserted.current = null;
  });
  // What was typed while the message was on its way is not part of it, so it stays.
  const clear = () => draftIn(place) === typed && write("", 0);
  return { typed, caret, write, insert, clear };
}

function atEnd(typed) {
  return { typed, caret: typed.length };
}

/** The suggestions for what is being typed, and what the keys do: choose among them, else finish the words or leave them. */
function useOffers({ typed, caret, insert }, finish, leave) {
  const [{ chosen, about }, setChosen] = useState({ chosen: 0, about: null });
  const now = `${caret}:${typed}`;
  const closed = about === now && chosen === null;
  const index = about === now ? chosen : 0;
  const offered = closed ? null : completions(typed, caret, state.workspace);
  const take = (item) => insert(item.insert, offered.from);
  const onKeyDown = (event) => {
    const verb = (offered ? COMPLETING : leave ? ENDING : SENDING)[event.key];
    if (!verb || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (verb === "finish") finish();
    else if (verb === "leave") leave();
    else if (verb === "take") take(offered.items[index]);
    else if (verb === "close") setChosen({ chosen: null, about: now });
    else setChosen({ chosen: (index + verb + offered.items.length) % offered.items.length, about: now });
  };
  return { items: offered?.items, chosen: index, take, onKeyDown };
}

function Offers({ id, items, chosen, take }) {
  const onMouseDown = (event) => event.preventDefault();
  return html`<ul class="offers" role="listbox" id=${id} aria-label="Suggestions" onMouseDown=${onMouseDown}>
    ${items.map((item, index) => {
      const current = index === chosen;
      return html`<li role="option" id="${id}-${index}" key=${item.insert} aria-selected=${current} onClick=${() => take(item)}>
        <b>${item.label}</b> <span class="quiet">${item.detail}</span>
      </li>`;
    })}
  </ul>`;
}

function CommandHint({ typed }) {
  const found = commandHint(typed, state.workspace);
  if (!found) return null;
  return html`<p class="command-hint">
    <b>${found.command}</b> ${found.usage_hint}
    <span class="quiet">${found.usage_hint && " — "}${found.description}</span>
  </p>`;
}

function Tools({ insert, isBare, children }) {
  const shortcuts = state.workspace.global_shortcuts.map(({ callback_id, name }) => ({
    label: name,
    choose: () => runShortcut(callback_id),
  }));
  const pickEmoji = () => update({ picking: { verb: "Insert", pick: (name) => insert(`:${name}: `) } });
  return html`<div class="tools">
    <button type="button" class="icon" aria-label="Insert emoji" title="Insert emoji" onClick=${pickEmoji}>☺</button>
    ${!isBare && shortcuts.length > 0 && html`<${Menu} label="Shortcuts" items=${shortcuts}>⚡<//>`}
    ${!isBare && html`<span class="hint wide-only">Enter sends · Shift+Enter for a new line</span>`} ${children}
  </div>`;
}
