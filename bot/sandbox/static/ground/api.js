// Talks to the sandbox server; every refusal becomes a Refusal with a plain sentence.
import { state } from "./store.js";

const UNREACHABLE = "The sandbox did not answer. Nothing you wrote is lost; try again once it is running.";

export class Refusal extends Error {
  constructor(code, message, errors = {}) {
    super(message);
    this.code = code;
    this.errors = errors;
  }
}

/** Read something of the workspace that is open, unless `params` name another. */
export function get(path, params = {}) {
  const known = Object.entries({ ...here(), ...params }).filter(([, value]) => value != null);
  return call(`/client/${path}?${new URLSearchParams(known)}`);
}

export function post(path, body) {
  return call(`/client/${path}`, sending({ ...here(), ...body }));
}

/** Where the hints for this person come from. */
export function hintsFor(user) {
  return new EventSource(`/client/events?${new URLSearchParams({ ...here(), as: user })}`);
}

/** The server's workspaces: [{ id, name }]. */
export function workspaces() {
  return call("/control/workspaces").then((answer) => answer.workspaces);
}

/** The sandbox's clock; `move` says how to move it first. */
export function clock(move) {
  return call("/control/clock", move && sending(move));
}

function here() {
  return { team: state.workspace?.team.id };
}

function sending(body) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function call(address, options) {
  const response = await fetch(address, options).catch(() => {
    throw new Refusal("unreachable", UNREACHABLE);
  });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const message =
    answer.message ?? `The sandbox refused this (${answer.error ?? response.status}). Nothing you wrote is lost.`;
  throw new Refusal(answer.error ?? String(response.status), message, answer.errors);
}
