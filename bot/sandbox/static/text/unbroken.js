// Keeps counts in one piece where a line breaks: an emoji with its number, and "3 of 6 heard".

const NO_BREAK = "\u00a0";
const COUNT = /\d+ of \d+(?: \p{L}+)?/gu;
const EMOJI_AND_NUMBER = /(\p{Extended_Pictographic}\uFE0F?) (?=\d)/gu;

/** `text` with spaces that don't break inside its counts; `afterEmoji` when an emoji stands right before it. */
export function unbroken(text, afterEmoji = false) {
  const counts = text
    .replace(COUNT, (count) => count.replaceAll(" ", NO_BREAK))
    .replace(EMOJI_AND_NUMBER, `$1${NO_BREAK}`);
  return afterEmoji ? counts.replace(/^ (?=\d)/, NO_BREAK) : counts;
}
