// What mrkdwn says when it is read out: words without their marks.
import { nameOf, titleOf } from "../ground/store.js";
import { parseMrkdwn } from "./mrkdwn.js";

const SAYS = {
  break: () => " ",
  emoji: ({ name }) => `:${name}:`,
  user: ({ id, label }) => `@${label || nameOf(id)}`,
  channel: ({ id, label }) => (label ? `#${label}` : titleOf(id)),
  broadcast: ({ name }) => `@${name}`,
  date: ({ fallback }) => fallback,
};

export function plainText(mrkdwn) {
  return said(parseMrkdwn(mrkdwn ?? ""));
}

function said(nodes) {
  return nodes.map((node) => SAYS[node.type]?.(node) ?? node.text ?? said(node.children)).join("");
}
