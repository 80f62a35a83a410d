// Turns what a person types into the text Slack would send, and reads names out of it.

/** Escape &, < and >, then turn known @Names and #channels into references (Slack's formatting guide). */
export function escapeTyped(typed, { people, channels }) {
  const escaped = typed.trim().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const references = [
    ...people.flatMap((one) => [one.real_name, one.name].filter(Boolean).map((name) => [`@${name}`, `<@${one.id}>`])),
    ...channels.map((one) => [`#${one.name}`, `<#${one.id}|${one.name}>`]),
  ];
  references.sort(([a], [b]) => b.length - a.length);
  if (!references.length) return escaped;
  const pattern = new RegExp(`(?<![\\w&])(${references.map(([name]) => literal(name)).join("|")})(?![\\p{L}\\p{N}_-])`, "giu");
  const byName = new Map(references.map(([name, reference]) => [name.toLowerCase(), reference]));
  return escaped.replace(pattern, (name) => byName.get(name.toLowerCase()));
}

/** The id of the person that `/invite` names, with or without @; undefined when nobody is called so. */
export function invitedIn(name, { people }) {
  const wanted = name.replace(/^@/, "").trim().toLowerCase();
  return people.find((one) => [one.real_name, one.name, one.id].some((known) => known?.toLowerCase() === wanted))?.id;
}

function literal(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
