// What a person types, as Slack would send it.
import assert from "node:assert/strict";
import test from "node:test";
import { asTyped, escapeTyped, nearestCommand, personNamed, withHandles } from "../../bot/sandbox/static/text/typed.js";

const workspace = {
  people: [
    { id: "U1", name: "ana", real_name: "Ana" },
    { id: "U2", name: "ana.maria", real_name: "Ana Maria Cruz-Díaz" },
  ],
  channels: [{ id: "C1", name: "general" }],
};

for (const [typed, sent] of [
  ["a < b & c > d", "a &lt; b &amp; c &gt; d"],
  ["hi @Ana!", "hi <@U1>!"],
  ["hi @ana maria cruz-díaz and @ana", "hi <@U2> and <@U1>"],
  ["see #general", "see <#C1|general>"],
  ["mail me@ana.example, @anaconda", "mail me@ana.example, @anaconda"],
  ["@channel look", "@channel look"],
]) {
  test(`message: ${typed}`, () => assert.equal(escapeTyped(typed, workspace), sent));
}

for (const typed of ["a < b & c > d, &lt; too", "hi @Ana Maria Cruz-Díaz and @Ana", "see #general"]) {
  test(`said and typed again: ${typed}`, () => assert.equal(asTyped(escapeTyped(typed, workspace), workspace), typed));
}

test("links are typed by their address, people and places who are not there by their label", () => {
  const said = "<https://a.example/?b&amp;c|here> <mailto:a@b.example> <@U9|jo> <#C9|plaza> <@U8>";
  assert.equal(asTyped(said, workspace), "https://a.example/?b&c mailto:a@b.example @jo #plaza @U8");
});

test("a command names people by handle", () => {
  assert.equal(withHandles("hand @Ana Maria Cruz-Díaz <3", workspace), "hand @ana.maria <3");
});

test("an invitation takes names and handles, and knows who is not there", () => {
  assert.equal(personNamed("@Ana Maria Cruz-Díaz", workspace), "U2");
  assert.equal(personNamed("ana", workspace), "U1");
  assert.equal(personNamed("@nobody", workspace), undefined);
});

for (const [typed, meant] of [
  ["/gaol", "/goal"],
  ["/Goals", "/goal"],
  ["/decison", "/decision"],
  ["/vots", "/vote"],
  ["/weather", undefined],
]) {
  test(`${typed} was meant to be ${meant}`, () => {
    const commands = ["/goal", "/vote", "/decision"].map((command) => ({ command }));
    assert.equal(nearestCommand(typed, commands), meant);
  });
}
