// Talks to the sandbox server; every refusal becomes a Refusal with a plain sentence.

const UNREACHABLE = "The sandbox did not answer. Nothing you wrote is lost; try again once it is running.";

export class Refusal extends Error {
  constructor(code, message, errors = {}) {
    super(message);
    this.code = code;
    this.errors = errors;
  }
}

// Which of the server's workspaces this page shows; without a name it is the first.
const team = globalThis.location ? new URLSearchParams(location.search).get("team") : null;

export function get(path, params = {}) {
  const known = Object.entries({ ...params, team }).filter(([, value]) => value != null);
  return call(`/client/${path}?${new URLSearchParams(known)}`);
}

export function post(path, body) {
  return call(`/client/${path}`, sending(team ? { ...body, team } : body));
}

/** Where the hints for this person come from. */
export function hintsFor(user) {
  return new EventSource(`/client/events?${new URLSearchParams({ as: user, ...(team && { team }) })}`);
}

/** The sandbox's clock; `move` says how to move it first. */
export function clock(move) {
  return call("/control/clock", move && sending(move));
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
