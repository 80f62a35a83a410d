// Renders rich_text blocks.
import { html } from "../ground/dom.js";
import { ChannelMention, Emoji, Link, Moment, UserMention } from "../text/text.js";

const TAGS = { bold: "b", italic: "i", strike: "s", code: "code", underline: "u" };

const INLINE = {
  text: ({ text }) => text,
  link: ({ url, text }) => html`<${Link} url=${url}>${text ?? url}<//>`,
  emoji: ({ name, skin_tone }) => html`<${Emoji} name=${skin_tone ? `${name}::skin-tone-${skin_tone}` : name} />`,
  user: ({ user_id }) => html`<${UserMention} id=${user_id} />`,
  channel: ({ channel_id }) => html`<${ChannelMention} id=${channel_id} />`,
  usergroup: ({ usergroup_id }) => html`<span class="mention">@${usergroup_id}</span>`,
  broadcast: ({ range }) => html`<span class="mention broadcast">@${range}</span>`,
  date: ({ timestamp, format, url, fallback }) =>
    html`<${Moment} unix=${timestamp} format=${format} url=${url} fallback=${fallback} />`,
  color: ({ value }) => html`<code>${value}</code>`,
};

export function RichText({ elements }) {
  return elements.map((element) => {
    if (element.type === "rich_text_list") return html`<${List} list=${element} />`;
    const inside = html`<${Inline} elements=${element.elements} />`;
    if (element.type === "rich_text_preformatted") return html`<pre>${inside}</pre>`;
    if (element.type === "rich_text_quote") return html`<blockquote>${inside}</blockquote>`;
    return html`<p>${inside}</p>`;
  });
}

function List({ list }) {
  const items = list.elements.map((item) => html`<li><${Inline} elements=${item.elements} /></li>`);
  const look = `indent-${list.indent ?? 0}`;
  return list.style === "ordered"
    ? html`<ol class=${look} start=${(list.offset ?? 0) + 1}>${items}</ol>`
    : html`<ul class=${look}>${items}</ul>`;
}

function Inline({ elements }) {
  return elements.map((element) => {
    const shown = INLINE[element.type]?.(element) ?? null;
    const styles = Object.keys(TAGS).filter((style) => element.style?.[style]);
    return styles.reduce((inside, style) => html`<${TAGS[style]}>${inside}<//>`, shown);
  });
}
