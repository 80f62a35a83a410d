// Listens to the server's hints and fetches again what they name.
import { hintsFor } from "./api.js";
import { refreshAll, refreshHome, refreshMessages, refreshThread, refreshViews, refreshWorkspace } from "./refresh.js";
import { acting, seat, state, update } from "./store.js";
import { toast } from "./toasts.js";

const SOON_MS = 80;
const AGAIN_MS = 2000;
let source = null;
let coming = null;

document.addEventListener("visibilitychange", () => state.workspace && !document.hidden && refreshMessages());

/** Hear what changes for the acting person. */
export function listen() {
  const who = acting();
  source?.close();
  source = hintsFor(state.actor);
  source.addEventListener("changed", (event) => heed(JSON.parse(event.data)));
  source.addEventListener("open", catchUp); // hints of what changed before are lost
  source.addEventListener("error", ({ target }) => target === source && miss(who));
}

/** The server is gone: browsers try again by themselves, unless something else answered in its place. */
function miss(who) {
  update({ reconnecting: true });
  if (source.readyState === EventSource.CLOSED) setTimeout(() => acting() === who && listen(), AGAIN_MS);
}

async function catchUp() {
  update({ reconnecting: false });
  await refreshWorkspace();
  await refreshAll();
}

function heed(hint) {
  if (hint.what === "messages") heedMessages(hint.channel);
  else if (hint.what === "views") refreshViews();
  else if (hint.what === "home") refreshHome();
  else if (hint.what === "state") catchUp();
  else if (hint.what === "read") refreshSoon();
  else if (hint.what === "toast") toast(hint.text);
}

function heedMessages(channel) {
  if (channel !== seat().channel) {
    refreshSoon(); // it may be unread now, or new
    return;
  }
  refreshMessages();
  refreshThread();
}

/** Many hints in a row make one request. */
function refreshSoon() {
  coming ??= setTimeout(() => {
    coming = null;
    refreshWorkspace();
  }, SOON_MS);
}
