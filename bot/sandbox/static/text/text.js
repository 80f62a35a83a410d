// Shows parsed text: people's words only ever become text nodes, never markup.
import { html } from "../ground/dom.js";
import { addressOf } from "../ground/address.js";
import { channel, nameOf, state } from "../ground/store.js";
import { openConversation, openPermalink } from "../ground/going.js";
import { emojiOf } from "./emoji.js";
import { parseMrkdwn, parsePlain } from "./mrkdwn.js";
import { permalink } from "./permalink.js";
import { dateTokens, fullTime } from "./time.js";
import { unbroken } from "./unbroken.js";

export function Mrkdwn({ text, verbatim }) {
  return html`<${Nodes} nodes=${parseMrkdwn(text ?? "", { verbatim })} />`;
}

/** A text object of Block Kit. */
export function TextObject({ text }) {
  if (!text) return null;
  if (text.type === "mrkdwn") return html`<${Mrkdwn} text=${text.text} verbatim=${text.verbatim} />`;
  return html`<${Nodes} nodes=${text.emoji === false ? [{ type: "text", text: text.text }] : parsePlain(text.text)} />`;
}

export function Emoji({ name }) {
  const found = emojiOf(name);
  return found
    ? html`<span class="emoji" role="img" aria-label=${`:${name}:`} title=${`:${name}:`}>${found}</span>`
    : `:${name}:`;
}

export function Link({ url, children }) {
  const safe = /^(https?|mailto|tel|slack):/i.test(url);
  return safe ? html`<a ...${leading(url)}>${children}</a>` : html`<span>${children}</span>`;
}

/** Where a link or a button with an address leads: what is of this Slack opens on this page, whatever else apart from it. */
export function leading(url, press = () => {}) {
  const place = permalink(url);
  if (!place) return { href: url, target: "_blank", rel: "noopener noreferrer", onClick: press };
  const onClick = (event) => {
    event.preventDefault();
    press();
    openPermalink(place);
  };
  return { href: addressOf(place.channel), onClick };
}

/** Follow an address that stands in no link. */
export function follow(url) {
  const place = permalink(url);
  if (place) openPermalink(place);
  else window.open(url, "_blank", "noopener");
}

export function UserMention({ id, label }) {
  const mine = id === state.actor;
  return html`<span class=${mine ? "mention mine" : "mention"}>@${label || nameOf(id)}</span>`;
}

export function ChannelMention({ id, label }) {
  const found = channel(id);
  if (!found) return html`<span class="mention">#${label || "private-channel"}</span>`;
  return html`<button type="button" class="mention plain" onClick=${() => openConversation(id)}>#${found.name}</button>`;
}

export function Moment({ unix, format, url, fallback }) {
  const zone = state.workspace.me.tz;
  const shown = Number.isFinite(unix) ? dateTokens(unix, format, zone) : fallback;
  const time = html`<time title=${Number.isFinite(unix) ? fullTime(unix, zone) : ""}>${shown}</time>`;
  return url ? html`<${Link} url=${url}>${time}<//>` : time;
}

const SHOW = {
  text: ({ text }, before) => unbroken(text, before?.type === "emoji"),
  break: () => html`<br />`,
  bold: ({ children }) => html`<b><${Nodes} nodes=${children} /></b>`,
  italic: ({ children }) => html`<i><${Nodes} nodes=${children} /></i>`,
  strike: ({ children }) => html`<s><${Nodes} nodes=${children} /></s>`,
  quote: ({ children }) => html`<blockquote><${Nodes} nodes=${children} /></blockquote>`,
  code: ({ text }) => html`<code>${text}</code>`,
  pre: ({ text }) => html`<pre>${text}</pre>`,
  emoji: ({ name }) => html`<${Emoji} name=${name} />`,
  link: ({ url, text }) => html`<${Link} url=${url}>${text}<//>`,
  user: (node) => html`<${UserMention} ...${node} />`,
  channel: (node) => html`<${ChannelMention} ...${node} />`,
  broadcast: ({ name }) => html`<span class="mention broadcast">@${name}</span>`,
  date: (node) => html`<${Moment} ...${node} />`,
};

export function Nodes({ nodes }) {
  return nodes.map((node, index) => SHOW[node.type](node, nodes[index - 1]));
}
