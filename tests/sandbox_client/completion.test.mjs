// What completes the word being typed.
import assert from "node:assert/strict";
import test from "node:test";
import { commandHint, completions } from "../../bot/sandbox/static/parts/completion.js";

const workspace = {
  commands: [{ command: "/goal", description: "Goals", usage_hint: "propose" }],
  people: [
    { name: "mei", real_name: "Mei-Ling Zhou" },
    { name: "kofi", real_name: "Kofi Mensah" },
  ],
  channels: [{ name: "general", topic: "" }],
};
const offered = (typed) => completions(typed, typed.length, workspace)?.items.map((item) => item.insert) ?? null;

for (const [typed, inserts] of [
  ["/g", ["/goal "]],
  ["/", ["/goal ", "/archive ", "/dnd ", "/invite ", "/remove ", "/rename ", "/status "]],
  ["/goal", null],
  ["/goal ", null],
  ["say /g", null],
  ["hi @ko", ["@Kofi Mensah "]],
  ["hi @Kofi M", ["@Kofi Mensah "]],
  ["hi @kofi", null],
  ["hi @Kofi Mensah", null],
  ["@ling", ["@Mei-Ling Zhou "]],
  ["me@ko", null],
  ["#gen", ["#general "]],
  ["plain words", null],
]) {
  test(`typing ${JSON.stringify(typed)}`, () => assert.deepEqual(offered(typed), inserts));
}

test("what is completed begins at its mark", () => assert.equal(completions("hi @ko", 6, workspace).from, 3));

test("a whole command shows how it is used", () => {
  assert.equal(commandHint("/goal pro", workspace).usage_hint, "propose");
  assert.equal(commandHint("/nothing", workspace), undefined);
});
