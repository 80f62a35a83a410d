// Turns what a person types into the text Slack would send, and reads names out of it.
import { unescape } from "./mrkdwn.js";

const MOST_SLIPS = 2;

/** Escape &, < and >, then turn known @Names and #channels into references (Slack's formatting guide). */
export function escapeTyped(typed, { people, channels }) {
  const escaped = typed.trim().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return replaceNames(escaped, [
    ...people.flatMap(({ id, name, real_name }) => [
      [`@${real_name}`, `<@${id}>`],
      [`@${name}`, `<@${id}>`],
    ]),
    ...channels.map(({ id, name }) => [`#${name}`, `<#${id}|${name}>`]),
  ]);
}

/** What somebody typed to say this: references become @Names, #channels and addresses again. */
export function asTyped(text, { people, channels }) {
  const found = { "@": people, "#": channels };
  const named = text.replace(/<([@#])(\w+)(?:\|([^<>]*))?>/g, (_, mark, id, label) => {
    const { real_name, name = label ?? id } = found[mark].find((one) => one.id === id) ?? {};
    return `${mark}${real_name || name}`;
  });
  return unescape(named.replace(/<([a-z][^<>|]*)(?:\|[^<>]*)?>/g, "$1"));
}

/** Write @Names as @handles, which is how a slash command's text names people. */
export function withHandles(typed, { people }) {
  return replaceNames(
    typed,
    people.map(({ name, real_name }) => [`@${real_name}`, `@${name}`]),
  );
}

// Longer names first, so that "@Ana Maria" is not taken for "@Ana".
function replaceNames(text, pairs) {
  const sorted = pairs.toSorted(([a], [b]) => b.length - a.length);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_&])(${sorted.map(([name]) => literal(name)).join("|")})(?![\\p{L}\\p{N}_-])`,
    "giu",
  );
  const byName = new Map(sorted.map(([name, other]) => [name.toLowerCase(), other]));
  return text.replace(pattern, (name) => byName.get(name.toLowerCase()));
}

/** The id of the person that a command names, with or without @; undefined when nobody is called so. */
export function personNamed(name, { people }) {
  const wanted = name.replace(/^@/, "").trim().toLowerCase();
  return people.find((one) => [one.real_name, one.name, one.id].some((known) => known?.toLowerCase() === wanted))?.id;
}

/** The command that a mistyped one was most likely meant to be: at most two slips away; undefined when none is near. */
export function nearestCommand(typed, commands) {
  const slips = (known) => distance(typed.toLowerCase(), known);
  const near = commands.map(({ command }) => command).filter((known) => slips(known) <= MOST_SLIPS);
  return near.toSorted((a, b) => slips(a) - slips(b))[0];
}

// Optimal string alignment: letters left out, added, replaced, or two neighbours swapped.
function distance(a, b) {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = (rows[i] = [i]);
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(replaced, rows[i - 1][j] + 1, row[j - 1] + 1, swapped ? rows[i - 2][j - 2] + 1 : Infinity);
    }
  }
  return rows[a.length][b.length];
}

function literal(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
