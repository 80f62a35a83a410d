// The slash commands that Slack itself has, and what is typed after them; pure.
export const BUILT_IN = [
  { command: "/archive", description: "Archive this channel", usage_hint: "" },
  { command: "/dnd", description: "Pause your notifications", usage_hint: "30 minutes | 2 hours | off" },
  { command: "/invite", description: "Bring somebody, or the app, into this channel", usage_hint: "@Name" },
  { command: "/remove", description: "Take somebody, or the app, out of this channel", usage_hint: "@Name" },
  { command: "/rename", description: "Rename this channel", usage_hint: "new-name" },
  { command: "/status", description: "Say what you are up to", usage_hint: ":palm_tree: On holiday | clear" },
];

const UNITS = { m: 60, h: 3600, d: 86400 };

/** How many seconds of quiet are asked for: 0 for "off"; undefined when that can't be read. */
export function pauseAsked(typed) {
  if (/^(off|end)$/i.test(typed)) return 0;
  const [, count, unit] = typed.match(/^(?:for\s+)?(\d+)\s*(m|h|d)\w*$/i) ?? [];
  return count && Number(count) * UNITS[unit.toLowerCase()];
}

/** The emoji and words of a status; both empty for "clear". */
export function statusAsked(typed) {
  if (/^clear$/i.test(typed)) return { emoji: "", text: "" };
  const [, emoji, text] = typed.match(/^(:[\w+'-]+:)?\s*(.*)$/s);
  return { emoji: emoji ?? "", text: text.trim() };
}
