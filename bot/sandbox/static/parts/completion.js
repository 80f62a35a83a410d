// What can complete the word being typed: commands, people, channels, emoji; pure but for emoji's names.
import { BUILT_IN } from "../text/built_in.js";
import { emojiOf, findEmoji } from "../text/emoji.js";

const AT_MOST = 8;

/** The suggestions for `typed` with the caret at `caret`: { from, items: [{ insert, names, label, detail }] }.
 * Null when there is nothing to suggest, or a whole name stands there already. */
export function completions(typed, caret, workspace) {
  const before = typed.slice(0, caret);
  const [, space, mark, word] = before.match(/(^|[\s(])([/@#:])([^\s:/@#]*(?: [^\s:/@#]*)?)$/u) ?? [];
  if (!mark) return null;
  const items = SOURCES[mark](word, workspace, before.length === word.length + 1).slice(0, AT_MOST);
  const complete = items.some((item) => item.names.includes(word.toLowerCase()));
  const from = before.length - word.length - 1;
  return items.length && !complete ? { from, items } : null;
}

/** The description and usage of the command that `typed` begins with, for a line above the composer. */
export function commandHint(typed, workspace) {
  const [first] = typed.split(/\s/);
  return first.startsWith("/") ? commandsOf(workspace).find((one) => one.command === first) : undefined;
}

function commandsOf(workspace) {
  return [...workspace.commands, ...BUILT_IN];
}

const SOURCES = {
  "/": (word, workspace, atStart) =>
    commandsOf(workspace)
      .filter(({ command }) => atStart && command.startsWith(`/${word}`))
      .map(({ command, description, usage_hint }) => ({
        insert: `${command} `,
        names: [command.slice(1)],
        label: command,
        detail: [usage_hint, description].filter(Boolean).join(" — "),
      })),
  "@": (word, { people }) =>
    people
      .filter((one) => [one.real_name, one.name].some((name) => begins(name, word)))
      .map(({ real_name, name }) => ({
        insert: `@${real_name} `,
        names: [real_name, name].map((one) => one.toLowerCase()),
        label: real_name,
        detail: `@${name}`,
      })),
  "#": (word, { channels }) =>
    channels
      .filter(({ name, group_of }) => !group_of && begins(name, word))
      .map(({ name, topic }) => ({ insert: `#${name} `, names: [name], label: `#${name}`, detail: topic })),
  ":": (word) =>
    word.length < 2 || word.includes(" ")
      ? []
      : findEmoji(word, AT_MOST).map((name) => ({
          insert: `:${name}: `,
          names: [],
          label: `${emojiOf(name)} :${name}:`,
          detail: "",
        })),
};

function begins(name, word) {
  const wanted = word.toLowerCase();
  return Boolean(name) && [name, ...name.split(/[\s-]/)].some((part) => part.toLowerCase().startsWith(wanted));
}
