// What a form holds, and what survives when the app replaces its blocks.
import assert from "node:assert/strict";
import test from "node:test";
import { elementsOf, reconcile, withValue } from "../../bot/sandbox/static/blocks/values.js";

const input = (block_id, element) => ({ type: "input", block_id, element: { action_id: "a", ...element } });
const words = (block_id, more = {}) => input(block_id, { type: "plain_text_input", ...more });

test("values start from what the app gave", () => {
  const small = { text: { type: "plain_text", text: "Small" }, value: "s" };
  const blocks = [
    words("w", { initial_value: "hello" }),
    input("r", { type: "radio_buttons", options: [small], initial_option: small }),
    input("m", { type: "multi_users_select" }),
    input("d", { type: "datepicker" }),
  ];
  assert.deepEqual(reconcile(blocks), {
    w: { a: { type: "plain_text_input", value: "hello" } },
    r: { a: { type: "radio_buttons", selected_option: small } },
    m: { a: { type: "multi_users_select", selected_users: [] } },
    d: { a: { type: "datepicker", selected_date: null } },
  });
});

test("an update keeps what was entered under the same ids and starts the others anew", () => {
  const before = withValue(reconcile([words("kept"), words("gone")]), "kept", words("kept").element, "mine");
  const after = reconcile(
    [words("kept", { initial_value: "theirs" }), words("new", { initial_value: "theirs" })],
    before,
  );
  assert.deepEqual(after, {
    kept: { a: { type: "plain_text_input", value: "mine" } },
    new: { a: { type: "plain_text_input", value: "theirs" } },
  });
});

test("an element of another type starts anew under the same ids", () => {
  const before = withValue(reconcile([words("x")]), "x", words("x").element, "mine");
  assert.deepEqual(reconcile([input("x", { type: "datepicker" })], before).x.a, {
    type: "datepicker",
    selected_date: null,
  });
});

test("a conversation select may start at the open conversation", () => {
  const blocks = [input("c", { type: "conversations_select", default_to_current_conversation: true })];
  assert.equal(reconcile(blocks, {}, "C1").c.a.selected_conversation, "C1");
});

test("elements are found in sections, inputs and actions; buttons hold nothing", () => {
  const button = { type: "button", action_id: "b" };
  const blocks = [
    { type: "actions", block_id: "x", elements: [button] },
    { type: "section", block_id: "y", accessory: button },
    { type: "divider" },
    words("z"),
  ];
  assert.deepEqual(
    elementsOf(blocks).map(({ block }) => block.block_id),
    ["x", "y", "z"],
  );
  assert.deepEqual(Object.keys(reconcile(blocks)), ["z"]);
});
