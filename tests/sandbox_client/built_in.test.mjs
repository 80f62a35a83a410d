// What is typed after Slack's own commands.
import assert from "node:assert/strict";
import test from "node:test";
import { pauseAsked, statusAsked } from "../../bot/sandbox/static/text/built_in.js";

for (const [typed, seconds] of [
  ["30 minutes", 1800],
  ["for 2 hours", 7200],
  ["1d", 86400],
  ["OFF", 0],
  ["", undefined],
  ["until tomorrow", undefined],
  ["-1 hour", undefined],
]) {
  test(`/dnd ${typed}`, () => assert.equal(pauseAsked(typed), seconds));
}

for (const [typed, emoji, text] of [
  [":palm_tree: On holiday", ":palm_tree:", "On holiday"],
  ["Writing", "", "Writing"],
  [":+1:", ":+1:", ""],
  ["clear", "", ""],
]) {
  test(`/status ${typed}`, () => assert.deepEqual(statusAsked(typed), { emoji, text }));
}
