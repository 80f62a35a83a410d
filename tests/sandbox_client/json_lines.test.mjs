// JSON as the inspector shows it.
import assert from "node:assert/strict";
import test from "node:test";
import { jsonLines, opened } from "../../bot/sandbox/static/text/json_lines.js";

test("what a pointer names is marked, with all that is in it and nothing else", () => {
  const value = { text: "x", blocks: [{ type: "divider" }, { type: "header", text: { type: "plain_text" } }] };
  const lines = jsonLines(value, "/blocks/1/text");
  assert.deepEqual(JSON.parse(lines.map(({ text }) => text).join("\n")), value);
  const marked = lines.filter(({ marked }) => marked).map(({ text }) => text.trim());
  assert.deepEqual(marked, ['"text": {', '"type": "plain_text"', "}"]);
});

test("the lines are the JSON, also of empty and plain values, and a key with a slash is found", () => {
  for (const value of [{}, [], "a", null, [1, [], {}], { "a/b": true }])
    assert.deepEqual(JSON.parse(jsonLines(value).map(({ text }) => text).join("\n")), value);
  const [, line] = jsonLines({ "a/b": true }, "/a~1b");
  assert.equal(line.marked, true);
});

test("JSON inside of texts is opened, and what only looks like it stays", () => {
  assert.deepEqual(opened({ blocks: '[{"type":"divider"}]', text: "[not json" }), {
    blocks: [{ type: "divider" }],
    text: "[not json",
  });
});
