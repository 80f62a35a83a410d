// Where the parts of a chart go.
import assert from "node:assert/strict";
import test from "node:test";
import { BOTTOM, heightOf, marks, slices, slots } from "../../bot/sandbox/static/blocks/plot.js";

test("the marks of an axis are round and reach around all values and zero", () => {
  assert.deepEqual(marks([3, 7]), [0, 2, 4, 6, 8]);
  assert.deepEqual(marks([0.1, 0.2]), [0, 0.05, 0.1, 0.15, 0.2]);
  assert.deepEqual(marks([-30, 50]), [-40, -20, 0, 20, 40, 60]);
  for (const values of [[0], [], [1e9], [-5], [4.7]]) {
    const ticks = marks(values);
    assert.ok(ticks.length >= 2 && ticks.includes(0), String(ticks));
    assert.ok(ticks[0] <= Math.min(0, ...values) && ticks.at(-1) >= Math.max(0, ...values));
  }
});

test("larger values stand higher, and the lowest mark on the ground", () => {
  const height = heightOf([0, 5, 10]);
  assert.equal(height(0), BOTTOM);
  assert.ok(height(10) < height(5));
});

test("categories stand side by side", () => {
  const { width, middle } = slots(4);
  assert.equal(Math.round(middle(1) - middle(0)), Math.round(width));
});

test("slices share the whole, also a single one", () => {
  const [half, quarter] = slices([{ label: "a", value: 2 }, { label: "b", value: 1 }, { label: "c", value: 1 }]);
  assert.equal(half.share, 0.5);
  assert.match(quarter.path, /^M0 0L0\.00000 1\.00000A/);
  assert.match(slices([{ label: "all", value: 3 }])[0].path, /A1 1 0 1 1/);
});
