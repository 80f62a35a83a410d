// Where a line may not break.
import assert from "node:assert/strict";
import test from "node:test";
import { unbroken } from "../../bot/sandbox/static/text/unbroken.js";

const shown = (...given) => unbroken(...given).replaceAll("\u00a0", "_");

test("a count stays in one piece, and lines break around it", () => {
  assert.equal(shown("so far · 6 of 6 heard · open"), "so far · 6_of_6_heard · open");
  assert.equal(shown("2 of 3"), "2_of_3");
});

test("an emoji keeps its number", () => {
  assert.equal(shown("🔥 3  👍 1 · ❤️ 2"), "🔥_3  👍_1 · ❤️_2");
  assert.equal(shown(" 3  more", true), "_3  more");
  assert.equal(shown(" must · 3", true), " must · 3");
});

test("other words break as they like", () => assert.equal(shown("one of the 3 goals 🔥 now"), "one of the 3 goals 🔥 now"));
