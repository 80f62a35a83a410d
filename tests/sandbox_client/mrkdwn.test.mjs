// How people's words and the app's mrkdwn are read.
import assert from "node:assert/strict";
import test from "node:test";
import { parseMrkdwn, parsePlain } from "../../bot/sandbox/static/text/mrkdwn.js";

const text = (words) => ({ type: "text", text: words });

for (const [name, source, nodes] of [
  ["bold", "a *b c* d", [text("a "), { type: "bold", children: [text("b c")] }, text(" d")]],
  ["bold inside a word stays as it is", "2*3*4", [text("2*3*4")]],
  ["italic in bold", "*_b_*", [{ type: "bold", children: [{ type: "italic", children: [text("b")] }] }]],
  ["strike", "~no~", [{ type: "strike", children: [text("no")] }]],
  ["code keeps its marks", "`*a* &lt;`", [{ type: "code", text: "*a* <" }]],
  ["a fence", "see\n```\n*a*\n```\nend", [text("see"), { type: "break" }, { type: "pre", text: "*a*" }, text("end")]],
  ["escaped entities become characters, never markup", "&lt;b&gt; &amp;amp;", [text("<b> &amp;")]],
  ["a person", "<@U1>", [{ type: "user", id: "U1", label: "" }]],
  ["a channel with its name", "<#C1|general>", [{ type: "channel", id: "C1", label: "general" }]],
  ["a broadcast", "<!channel>", [{ type: "broadcast", name: "channel" }]],
  [
    "a link with underscores",
    "<https://a.example/x_y_z|here>",
    [{ type: "link", url: "https://a.example/x_y_z", text: "here" }],
  ],
  [
    "a bare address, its full stop left out",
    "at https://a.example/b.",
    [text("at "), { type: "link", url: "https://a.example/b", text: "https://a.example/b" }, text(".")],
  ],
  [
    "an address between typed angle brackets",
    "&lt;b&gt;https://a.example/?x=1&amp;y=2&lt;/b&gt;",
    [
      text("<b>"),
      { type: "link", url: "https://a.example/?x=1&y=2", text: "https://a.example/?x=1&y=2" },
      text("</b>"),
    ],
  ],
  [
    "emoji",
    ":fire::wave::skin-tone-3:",
    [
      { type: "emoji", name: "fire" },
      { type: "emoji", name: "wave::skin-tone-3" },
    ],
  ],
  [
    "a date",
    "<!date^0^{date}^https://a.example|then>",
    [{ type: "date", unix: 0, format: "{date}", url: "https://a.example", fallback: "then" }],
  ],
  ["a quote that an app wrote", ">a\nb", [{ type: "quote", children: [text("a")] }, text("b")]],
  ["a quote", "&gt; a\n&gt; b\nc", [{ type: "quote", children: [text("a"), { type: "break" }, text("b")] }, text("c")]],
]) {
  test(name, () => assert.deepEqual(parseMrkdwn(source), nodes));
}

test("verbatim leaves bare addresses alone", () => {
  assert.deepEqual(parseMrkdwn("https://a.example", { verbatim: true }), [text("https://a.example")]);
});

test("plain text knows emoji only", () => {
  assert.deepEqual(parsePlain("*a* :fire:"), [text("*a* "), { type: "emoji", name: "fire" }]);
});
