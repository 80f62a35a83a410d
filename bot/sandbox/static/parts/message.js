// One message: author, time, words or blocks, reactions, thread, and what can be done with it.
import { html, useRef, useState } from "../ground/dom.js";
import { useKeptFocus } from "../ground/focus.js";
import { acting, conversation, nameOf, seat, state } from "../ground/store.js";
import { openThread } from "../ground/going.js";
import { deleteMessage, runShortcut } from "../ground/verbs.js";
import { Blocks } from "../blocks/blocks.js";
import { useSurface } from "../blocks/surface.js";
import { Mrkdwn } from "../text/text.js";
import { ago, clockTime, fullTime } from "../text/time.js";
import { Editor } from "./editor.js";
import { Menu } from "./menu.js";
import { Avatar } from "./people.js";
import { ReactionButton, Reactions } from "./reactions.js";

export function Message({ message, channel, follows, inThread }) {
  const { ts, user, ephemeral, pinned } = message;
  const time = clockTime(ts, state.workspace.me.tz);
  const look = ["message", follows && "follows", ephemeral && "ephemeral", pinned && "pinned"]
    .filter(Boolean)
    .join(" ");
  const { near, handlers } = useNear();
  const box = useRef();
  useKeptFocus(box);
  const [editing, setEditing] = useState(false);
  const close = () => setEditing(false);
  return html`<article class=${look} aria-label="${nameOf(user)}, ${time}" tabindex="-1" data-ts=${ts} ref=${box} ...${handlers}>
    <div class="gutter">${follows ? html`<${Stamp} ts=${ts} />` : html`<${Avatar} user=${user} />`}</div>
    <div class="body">
      ${ephemeral && html`<p class="note">Only visible to you</p>`}
      ${pinned && html`<p class="note">📌 Pinned</p>`}
      ${!follows && html`<${Byline} message=${message} />`}
      ${editing ? html`<${Editor} ...${{ message, channel, close }} />` : html`<${Content} ...${{ message, channel, follows }} />`}
      ${!ephemeral && html`<${Reactions} message=${message} channel=${channel} />`}
      ${message.reply_count > 0 && !inThread && html`<${Replies} message=${message} />`}
    </div>
    ${near && !ephemeral && !editing && html`<${HoverActions} ...${{ message, channel, inThread }} edit=${() => setEditing(true)} />`}
  </article>`;
}

/** What stands where a message was deleted that others have replied to. */
export function Tombstone({ message, inThread }) {
  const { ts, text, reply_count } = message;
  return html`<article class="message" aria-label=${text} tabindex="-1" data-ts=${ts}>
    <div class="gutter"><span class="avatar bin"><${Bin} /></span></div>
    <div class="body"><p class="quiet">${text}</p>
      ${reply_count > 0 && !inThread && html`<${Replies} message=${message} />`}</div>
  </article>`;
}

function Bin() {
  return html`<svg width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
    <path d="M3 4.8h12M7 4.6V3h4v1.6M4.6 5l.8 10h7.2l.8-10M7.6 8v4M10.4 8v4" stroke-linecap="round" stroke-linejoin="round" />
  </svg>`;
}

/** Whether the pointer or the focus is on a message: only then it shows what can be done with it. */
function useNear() {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const leave = ({ currentTarget, relatedTarget: to }) =>
    setFocused(Boolean(to) && (currentTarget.contains(to) || Boolean(to.closest("dialog"))));
  const handlers = {
    onMouseEnter: () => setPointed(true),
    onMouseLeave: () => setPointed(false),
    onFocusIn: () => setFocused(true),
    onFocusOut: leave,
  };
  return { near: pointed || focused, handlers };
}

function Byline({ message }) {
  return html`<p class="byline">
    <b>${nameOf(message.user)}</b>${message.is_bot && html`<span class="badge">App</span>`}<${Stamp} ts=${message.ts} />
    ${message.edited && html`<${Edited} />`}
  </p>`;
}

function Stamp({ ts }) {
  const zone = state.workspace.me.tz;
  return html`<time class="stamp" title=${fullTime(ts, zone)}>${clockTime(ts, zone)}</time>`;
}

function Edited() {
  return html`<span class="edited">(edited)</span>`;
}

function Content({ message, channel, follows }) {
  if (message.blocks?.length) return html`<${MessageBlocks} message=${message} channel=${channel} />`;
  const edited = follows && message.edited && html` <${Edited} />`;
  return html`<div class="words"><${Mrkdwn} text=${message.text} />${edited}</div>`;
}

function MessageBlocks({ message, channel }) {
  const container = { type: "message", channel, ts: message.ts };
  const surface = useSurface(`${acting()}/${channel}/${message.ts}`, container, message.blocks);
  return html`<${Blocks} blocks=${message.blocks} surface=${surface} />`;
}

function Replies({ message }) {
  const count = message.reply_count;
  const open = seat().thread === message.ts;
  return html`<button type="button" class="replies" aria-expanded=${open} onClick=${() => openThread(message.ts)}>
    ${count} ${count === 1 ? "reply" : "replies"}
  </button><span class="quiet last-reply">Last reply ${ago(message.latest_reply)}</span>`;
}

function HoverActions({ message, channel, inThread, edit }) {
  const { ts } = message;
  const shortcuts = state.workspace.message_shortcuts.map(({ callback_id, name }) => ({
    label: name,
    choose: () => runShortcut(callback_id, { channel, ts }),
  }));
  const isOpen = !conversation(channel)?.is_archived;
  const edits = isOpen && message.user === state.actor ? [{ label: "Edit message", choose: edit }] : [];
  const items = [...shortcuts, ...edits, ...deletions(message, channel)];
  const reply = () => openThread(message.thread_ts ?? ts);
  return html`<div class="hover-actions" role="group" aria-label="Message actions">
    <${ReactionButton} look="icon" label="Add reaction" channel=${channel} ts=${ts}>☺<//>
    ${
      !inThread &&
      html`<button type="button" class="icon" aria-label="Reply in thread" title="Reply in thread" onClick=${reply}>
      ↩
    </button>`
    }
    ${items.length > 0 && html`<${Menu} label="More actions" items=${items}>⋯<//>`}
  </div>`;
}

// Slack lets people delete what they wrote, and admins what apps wrote too.
function deletions(message, channel) {
  const choose = () => deleteMessage(channel, message);
  if (message.user === state.actor) return [{ label: "Delete message", choose }];
  if (message.is_bot) return [{ label: "Delete message (as an admin would)", choose }];
  return [];
}
