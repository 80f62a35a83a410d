// Parses Slack's mrkdwn into a tree of plain values; knows neither the page nor the workspace.

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const QUOTE = /^(?:>|&gt;) ?/;
const FENCE = /```\n?([\s\S]+?)\n?```\n?/g;

// A delimiter counts only at a word's edge, and a <reference> inside is taken whole.
const styled = (mark) =>
  `(?<![\\p{L}\\p{N}${mark}])[${mark}](?=[^\\s${mark}])((?:<[^<>\\n]*>|[^${mark}\\n<])+?)(?<=\\S)[${mark}](?![\\p{L}\\p{N}${mark}])`;
// An address ends before an escaped < or >, which people type around it; &amp; is part of it.
const IN_URL = "&amp;|(?!&(?:amp|lt|gt);)";
const INLINE = [
  ["code", "`([^`\\n]+)`"],
  ["reference", "<([^<>\\n]+)>"],
  ["emoji", ":([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):"],
  ["bold", styled("*")],
  ["italic", styled("_")],
  ["strike", styled("~")],
  ["url", `(https?://(?:${IN_URL}[^\\s<>|])*(?:${IN_URL}[^\\s<>|.,;:!?)\\]'"]))`],
];

/** Parse mrkdwn. With `verbatim`, bare addresses stay text, as Slack leaves them. */
export function parseMrkdwn(text, { verbatim = false } = {}) {
  const nodes = [];
  let from = 0;
  for (const fence of text.matchAll(FENCE)) {
    nodes.push(...lines(text.slice(from, fence.index), verbatim));
    nodes.push({ type: "pre", text: unescape(fence[1]) });
    from = fence.index + fence[0].length;
  }
  return [...nodes, ...lines(text.slice(from), verbatim)];
}

/** Plain text with :emoji: only, as plain_text objects show it. */
export function parsePlain(text) {
  return split(
    text,
    [["emoji", INLINE[2][1]]],
    (_, name) => ({ type: "emoji", name }),
    (rest) => rest,
  );
}

export function unescape(text) {
  return text.replace(/&(amp|lt|gt);/g, (entity) => ENTITIES[entity]);
}

function lines(text, verbatim) {
  if (!text) return [];
  const nodes = [];
  let quoted = null;
  text.split("\n").forEach((line, index) => {
    if (QUOTE.test(line)) {
      if (!quoted) nodes.push((quoted = { type: "quote", children: [] }));
      else quoted.children.push({ type: "break" });
      quoted.children.push(...inline(line.replace(QUOTE, ""), verbatim));
      return;
    }
    if (index > 0 && !quoted) nodes.push({ type: "break" });
    quoted = null;
    nodes.push(...inline(line, verbatim));
  });
  return nodes;
}

function inline(text, verbatim) {
  const rules = verbatim ? INLINE.filter(([type]) => type !== "url") : INLINE;
  return split(text, rules, (type, inside) => inlineNode(type, inside, verbatim), unescape);
}

function split(text, rules, toNode, toText) {
  const pattern = new RegExp(rules.map(([, source]) => source).join("|"), "gu");
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) nodes.push({ type: "text", text: toText(text.slice(from, match.index)) });
    const which = match.slice(1).findIndex((group) => group !== undefined);
    nodes.push(toNode(rules[which][0], match[which + 1]));
    from = match.index + match[0].length;
  }
  if (from < text.length) nodes.push({ type: "text", text: toText(text.slice(from)) });
  return nodes;
}

function inlineNode(type, inside, verbatim) {
  if (type === "code") return { type, text: unescape(inside) };
  if (type === "emoji") return { type, name: inside };
  if (type === "url") return { type: "link", url: unescape(inside), text: unescape(inside) };
  if (type === "reference") return reference(inside);
  return { type, children: inline(inside, verbatim) };
}

function reference(inside) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : unescape(inside.slice(bar + 1));
  if (target.startsWith("@")) return { type: "user", id: target.slice(1), label };
  if (target.startsWith("#")) return { type: "channel", id: target.slice(1), label };
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!"))
    return { type: "broadcast", name: label.replace(/^@/, "") || target.slice(1).split("^")[0] };
  return { type: "link", url: unescape(target), text: label || unescape(target).replace(/^mailto:/, "") };
}

function date(target, fallback) {
  const [, unix, format, link] = target.split("^");
  return { type: "date", unix: Number(unix), format, url: link && unescape(link), fallback };
}
