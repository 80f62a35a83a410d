// Emoji by the names Slack gives them, from the data that the page is served.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { emojiGroups, emojiOf, findEmoji, loadEmoji, OFTEN } from "../../bot/sandbox/static/text/emoji.js";

test.before(() => {
  globalThis.fetch = async (url) => new Response(await readFile(url));
  return loadEmoji();
});

test("names, aliases and skin tones", () => {
  assert.equal(emojiOf("fire"), "🔥");
  assert.equal(emojiOf("thumbsup"), emojiOf("+1"));
  assert.equal(emojiOf("wave::skin-tone-3"), "👋🏼");
  assert.equal(emojiOf("no_such_emoji"), undefined);
});

test("what is often used exists, and every group has some", () => {
  assert.ok(OFTEN.every(emojiOf));
  assert.ok(emojiGroups().every(([, names]) => names.length > 10));
});

test("a search puts names that begin so first", () => {
  assert.equal(findEmoji("seed", 5)[0], "seedling");
  assert.equal(findEmoji("cat", 3).length, 3);
});
