// Emoji by the short names Slack gives them.

const GROUPS = ["Smileys", "People", "", "Nature", "Food", "Places", "Activities", "Objects", "Symbols", "Flags"];
export const OFTEN = [
  "+1",
  "fire",
  "seedling",
  "ice_cube",
  "eyes",
  "white_check_mark",
  "tada",
  "heart",
  "raised_hands",
  "thinking_face",
  "rocket",
  "bulb",
];

let all = [];
const byName = new Map();

export async function loadEmoji() {
  const response = await fetch(new URL("../vendor/emoji.json", import.meta.url));
  all = await response.json();
  for (const entry of all) for (const name of entry.names) byName.set(name, entry);
}

/** The emoji of a name such as "wave" or "wave::skin-tone-3"; undefined when there is none. */
export function emojiOf(name) {
  const [plain, tone] = name.split("::skin-tone-");
  const entry = byName.get(plain);
  return entry && ((tone && entry.tones[tone - 1]) || entry.emoji);
}

export function emojiGroups() {
  return GROUPS.map((label, group) => [
    label,
    all.filter((entry) => entry.group === group).map((entry) => entry.names[0]),
  ]).filter(([label]) => label);
}

/** Names that match the typed word, those that begin with it first. */
export function findEmoji(word, limit) {
  const wanted = word.toLowerCase();
  const begins = (entry) => entry.names.some((name) => name.startsWith(wanted));
  const holds = (entry) => [...entry.names, ...entry.tags].some((text) => text.includes(wanted));
  const found = [...all.filter(begins), ...all.filter((entry) => !begins(entry) && holds(entry))];
  return found.slice(0, limit).map((entry) => entry.names.find((name) => name.startsWith(wanted)) ?? entry.names[0]);
}
