// A list of messages by day, with messages that follow each other closely grouped under one name.
import { html, useLayoutEffect, useRef, useState } from "../ground/dom.js";
import { state } from "../ground/store.js";
import { dayKey, dayName } from "../text/time.js";
import { Message } from "./message.js";

const TOGETHER_S = 300;
const NEAR_END_PX = 80;

export function MessageList({ label, channel, list, earlier, inThread }) {
  const box = useRef();
  const { behind, onScroll, goToEnd } = useEnd(box, list, state.acted[inThread ? "thread" : "channel"]);
  return html`<div class="list">
    <div class="scroll messages" role="log" aria-label=${label} tabindex="0" ref=${box} onScroll=${onScroll}>
      ${earlier && html`<button type="button" class="button earlier" onClick=${earlier}>Show earlier messages</button>`}
      ${!list && html`<p class="quiet">Fetching messages…</p>`}
      ${list?.length === 0 && html`<p class="quiet">Nothing has been said here yet.</p>`}
      ${list?.map((message, index) => {
        const placed = { message, channel, inThread, before: list[index - 1] };
        return html`<${Placed} key=${message.ts} ...${placed} />`;
      })}
    </div>
    ${behind && html`<button type="button" class="button primary behind" onClick=${goToEnd}>New messages ↓</button>`}
  </div>`;
}

/** Stays at the end of the list while the person is there, or once they have `acted`; else tells that they are `behind`. */
function useEnd(box, list, acted) {
  const atEnd = useRef(true);
  const newest = useRef();
  const [behind, setBehind] = useState(false);
  const goToEnd = () => {
    atEnd.current = true;
    setBehind(false);
    box.current.scrollTop = box.current.scrollHeight;
  };
  useLayoutEffect(goToEnd, [acted]);
  useLayoutEffect(() => {
    const last = list?.at(-1)?.ts;
    if (atEnd.current) goToEnd();
    else if (last > newest.current) setBehind(true);
    newest.current = last;
  }, [list]);
  const onScroll = ({ target }) => {
    atEnd.current = target.scrollHeight - target.scrollTop - target.clientHeight < NEAR_END_PX;
    if (atEnd.current) setBehind(false);
  };
  return { behind, onScroll, goToEnd };
}

// Cards, and what only one person sees, keep their own name and gap.
function standsAlone({ blocks, ephemeral }) {
  return ephemeral || blocks?.length > 0;
}

function Placed({ message, before, channel, inThread }) {
  const zone = state.workspace.me.tz;
  const newDay = !before || dayKey(before.ts, zone) !== dayKey(message.ts, zone);
  const follows =
    !newDay &&
    before.user === message.user &&
    message.ts - before.ts < TOGETHER_S &&
    !standsAlone(message) &&
    !standsAlone(before);
  return html`
    ${newDay && html`<div class="day" role="separator"><span>${dayName(message.ts, zone)}</span></div>`}
    <${Message} ...${{ message, channel, inThread, follows }} />
  `;
}
