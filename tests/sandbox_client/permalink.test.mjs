// Links to a place or message in Slack.
import assert from "node:assert/strict";
import test from "node:test";
import { permalink } from "../../bot/sandbox/static/text/permalink.js";

test("a link names its conversation, message and thread", () => {
  const ts = "1772442000.000100";
  const at = { channel: "C0GENERAL1", ts, thread: null };
  assert.deepEqual(permalink("https://slack.com/archives/C0GENERAL1/p1772442000000100"), at);
  assert.deepEqual(permalink("https://stone-soup.slack.com/archives/C0GENERAL1/p1772442000000100"), at);
  assert.deepEqual(permalink("https://slack.com/archives/C0GENERAL1"), { ...at, ts: null });
  const reply = "https://slack.com/archives/C0GENERAL1/p1772442060000200?thread_ts=1772442000.000100&cid=C0GENERAL1";
  assert.deepEqual(permalink(reply), { channel: "C0GENERAL1", ts: "1772442060.000200", thread: ts });
});

test("other links are left alone", () => {
  for (const url of ["https://notslack.com/archives/C1/p1", "https://slack.com/help", "https://example.com/?https://slack.com/archives/C1"])
    assert.equal(permalink(url), null);
});
