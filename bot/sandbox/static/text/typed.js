// Turns what a person types into the text Slack would send, and reads names out of it.

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

/** The id of the person that `/invite` names, with or without @; undefined when nobody is called so. */
export function invitedIn(name, { people }) {
  const wanted = name.replace(/^@/, "").trim().toLowerCase();
  return people.find((one) => [one.real_name, one.name, one.id].some((known) => known?.toLowerCase() === wanted))?.id;
}

function literal(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
