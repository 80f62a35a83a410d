// Notices at the edge of the page.
import assert from "node:assert/strict";
import test from "node:test";
import { state } from "../../bot/sandbox/static/ground/store.js";
import { toast } from "../../bot/sandbox/static/ground/toasts.js";

const words = () => state.toasts.map(({ text }) => text);

test("the newest three are shown, and go by themselves", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  for (const text of ["one", "two", "three", "four"]) toast(text);
  assert.deepEqual(words(), ["two", "three", "four"]);
  t.mock.timers.tick(6000);
  assert.deepEqual(words(), []);
});
