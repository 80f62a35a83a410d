// What is to go wrong on purpose; each request is answered with what then stands.
import { get, post } from "./api.js";
import { update } from "./store.js";
import { attempt } from "./toasts.js";

/** Learn what stands; without an answer what was told last stays. */
export function lookAtFaults() {
  return get("faults").then(keep, () => {});
}

/** Ask for a fault as the panel's form holds it: texts, the chance in per cent, no number of times for always. */
export function addFault({ probability, times, ...fault }) {
  const chance = String(Number(probability || 100) / 100);
  return ask("faults", { ...fault, times: times || "always", probability: chance });
}

export function removeFault(id) {
  return ask("faults/remove", { id });
}

/** Do something to the app's Socket Mode connections: "cut", "refresh" or "warning". */
export function disconnect(how) {
  return ask("faults/disconnect", { how });
}

function ask(path, asked) {
  return attempt(async () => keep(await post(path, asked)));
}

function keep(faults) {
  update({ faults });
}
