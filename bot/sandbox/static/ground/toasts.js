// Short notices at the edge of the page, for what did not work and what the app wants said.
import { Refusal } from "./api.js";
import { state, update } from "./store.js";

const SHOWN_MS = 6000;
const AT_MOST = 3;
let last = 0;

export function toast(text) {
  const id = (last += 1);
  update({ toasts: [...state.toasts, { id, text }].slice(-AT_MOST) });
  setTimeout(() => dismiss(id), SHOWN_MS);
}

export function dismiss(id) {
  update({ toasts: state.toasts.filter((one) => one.id !== id) });
}

/** Run something that may be refused; the refusal's sentence is shown, and whether it worked is returned. */
export async function attempt(work) {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    toast(error.message);
    return false;
  }
}
