// Where a person types: Enter sends, Shift+Enter breaks the line, and names, commands and emoji complete themselves.
import { html, useEffect, useId, useRef, useState } from "../ground/dom.js";
import { seat, state, update } from "../ground/store.js";
import { runShortcut, send } from "../ground/verbs.js";
import { emojiOf } from "../text/emoji.js";
import { commandHint, completions } from "./completion.js";
import { Menu } from "./menu.js";

export function Composer({ place, thread_ts, label }) {
  const { drafts } = seat();
  const list = useId();
  const field = useRef();
  const [typed, setTyped] = useState(drafts.get(place) ?? "");
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState(false);
  const [sending, setSending] = useState(false);
  const offered = closed ? null : completions(typed, caret, state.workspace);
  useEffect(() => field.current.focus({ preventScroll: true }), []);

  const write = (text, at = text.length) => {
    drafts.set(place, text);
    setTyped(text);
    setCaret(at);
    setChosen(0);
    setClosed(false);
  };
  const insert = (text, from = caret) => {
    const at = from + text.length;
    write(typed.slice(0, from) + text + typed.slice(caret), at);
    requestAnimationFrame(() => {
      field.current.focus();
      field.current.setSelectionRange(at, at);
    });
  };
  const submit = async () => {
    if (!typed.trim() || sending) return;
    setSending(true);
    if (await send(typed.trim(), thread_ts)) write("");
    setSending(false);
  };
  const onKeyDown = (event) => {
    const verb = offered ? COMPLETING[event.key] : event.key === "Enter" && "send";
    if (!verb || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (verb === "send") submit();
    else if (verb === "take") insert(offered.items[chosen].insert, offered.from);
    else if (verb === "close") setClosed(true);
    else setChosen((chosen + verb + offered.items.length) % offered.items.length);
  };
  const follow = ({ target }) => setCaret(target.selectionStart);

  return html`<div class="composer">
    ${offered && html`<${Offers} id=${list} items=${offered.items} chosen=${chosen} take=${(item) => insert(item.insert, offered.from)} />`}
    ${!offered && html`<${CommandHint} typed=${typed} />`}
    <textarea ref=${field} rows="1" aria-label=${label} placeholder=${label} value=${typed} aria-autocomplete="list" aria-controls=${offered ? list : undefined}
      aria-activedescendant=${offered ? `${list}-${chosen}` : undefined} aria-busy=${sending}
      onInput=${({ target }) => write(target.value, target.selectionStart)} onKeyDown=${onKeyDown} onKeyUp=${follow} onClick=${follow}></textarea>
    <div class="tools">
      <button type="button" class="icon" aria-label="Insert emoji" title="Insert emoji" onClick=${() => update({ picking: (name) => insert(`${emojiOf(name)} `) })}>☺</button>
      ${!thread_ts && state.workspace.global_shortcuts.length > 0 && html`<${Menu} label="Shortcuts" items=${shortcuts()}>⚡<//>`}
      ${!thread_ts && html`<span class="hint wide-only">Enter sends · Shift+Enter for a new line</span>`}
      <button type="button" class="button primary" disabled=${!typed.trim() || sending} onClick=${submit}>Send</button>
    </div>
  </div>`;
}

const COMPLETING = { ArrowDown: 1, ArrowUp: -1, Enter: "take", Tab: "take", Escape: "close" };

function shortcuts() {
  return state.workspace.global_shortcuts.map(({ callback_id, name }) => ({ label: name, choose: () => runShortcut(callback_id) }));
}

function Offers({ id, items, chosen, take }) {
  const onMouseDown = (event) => event.preventDefault();
  return html`<ul class="offers" role="listbox" id=${id} aria-label="Suggestions" onMouseDown=${onMouseDown}>
    ${items.map((item, index) => html`<li role="option" id="${id}-${index}" key=${item.insert} aria-selected=${index === chosen} onClick=${() => take(item)}>
      <b>${item.label}</b> <span class="quiet">${item.detail}</span></li>`)}
  </ul>`;
}

function CommandHint({ typed }) {
  const found = commandHint(typed, state.workspace);
  return found ? html`<p class="command-hint"><b>${found.command}</b> ${found.usage_hint} <span class="quiet">${found.description}</span></p>` : null;
}
