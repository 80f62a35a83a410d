// A list of messages by day, with messages that follow each other closely grouped under one name.
import { html, useEffect, useRef, useState } from "../ground/dom.js";
import { rove } from "../ground/keys.js";
import { showNewest } from "../ground/refresh.js";
import { nameOf, seat, state } from "../ground/store.js";
import { plainText } from "../text/plain.js";
import { dayKey, dayName } from "../text/time.js";
import { Message, Tombstone } from "./message.js";
import { useScrolling } from "./scrolling.js";

const TOGETHER_S = 300;

export function MessageList({ label, place, channel, list, edges = {}, inThread }) {
  const box = useRef();
  const acted = state.acted[inThread ? "thread" : "channel"];
  const { hasNew, onScroll, goToEnd } = useScrolling(box, place, list, edges, acted);
  const newest = async () => {
    if (edges.later) await showNewest();
    goToEnd();
  };
  const firstNew = inThread ? undefined : firstNewOf(list);
  return html`<div class="list">
    <div class="scroll messages" role="log" aria-live="off" aria-label=${label} tabindex="0" ref=${box}
      onScroll=${onScroll} onKeyDown=${(event) => moveAmong(event, box.current)}>
      ${edges.earlier && html`<button type="button" class="button earlier" onClick=${edges.earlier}>Show earlier messages</button>`}
      ${!list && html`<p class="quiet">Fetching messages…</p>`}
      ${list?.length === 0 && html`<p class="quiet">Nothing has been said here yet.</p>`}
      ${list?.map((message, index) => {
        const placed = { message, channel, inThread, before: list[index - 1], isFirstNew: message.ts === firstNew };
        return html`<${Placed} key=${message.ts} ...${placed} />`;
      })}
    </div>
    ${(hasNew || edges.later) && html`<button type="button" class="button primary behind" onClick=${newest}>${hasNew ? "New messages ↓" : "Jump to latest ↓"}</button>`}
    <${Announced} list=${list} />
  </div>`;
}

// Arrow keys go from message to message; inside of one they are its own.
function moveAmong(event, box) {
  const from = event.target;
  if (from === box || from.matches("article")) rove(event, [...box.querySelectorAll("article")]);
  else if (event.key === "Escape" && from.closest("article")) from.closest("article").focus();
}

/** Reads out what others say while the list is open; the list itself would also read out what is merely scrolled to. */
function Announced({ list }) {
  const newest = useRef();
  const [words, setWords] = useState("");
  useEffect(() => {
    const last = list?.at(-1);
    const isNew = newest.current && last?.ts > newest.current && last.user !== state.actor;
    if (isNew) setWords(`${nameOf(last.user)}: ${plainText(last.text)}`);
    newest.current = last?.ts ?? newest.current;
  }, [list]);
  return html`<div class="unseen" aria-live="polite">${words}</div>`;
}

function firstNewOf(list) {
  const { newAfter } = seat();
  return newAfter ? list?.find(({ ts, user }) => ts > newAfter && user !== state.actor)?.ts : undefined;
}

// Cards, what only one person sees, and what was deleted keep their own name and gap.
function standsAlone({ blocks, ephemeral, is_tombstone }) {
  return ephemeral || is_tombstone || blocks?.length > 0;
}

function Placed({ message, before, channel, inThread, isFirstNew }) {
  const zone = state.workspace.me.tz;
  const newDay = !before || dayKey(before.ts, zone) !== dayKey(message.ts, zone);
  const follows =
    !newDay &&
    !isFirstNew &&
    before.user === message.user &&
    message.ts - before.ts < TOGETHER_S &&
    !standsAlone(message) &&
    !standsAlone(before);
  return html`
    ${newDay && html`<div class="day" role="separator"><span>${dayName(message.ts, zone)}</span></div>`}
    ${isFirstNew && html`<div class="day new" role="separator"><span>New</span></div>`}
    <${message.is_tombstone ? Tombstone : Message} ...${{ message, channel, inThread, follows }} />
  `;
}
