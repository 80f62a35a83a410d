// Listens to the server's hints and fetches again what they name.
import { refreshAll, refreshHome, refreshMessages, refreshThread, refreshViews, refreshWorkspace } from "./refresh.js";
import { seat, state, update } from "./store.js";
import { toast } from "./toasts.js";

let source = null;

export function listenAs(user) {
  source?.close();
  source = new EventSource(`/client/events?${new URLSearchParams({ as: user })}`);
  source.addEventListener("changed", (event) => heed(JSON.parse(event.data)));
  source.addEventListener("open", catchUp); // hints of what changed before are lost
}

async function catchUp() {
  await refreshWorkspace();
  await refreshAll();
}

function heed(hint) {
  if (hint.what === "messages") heedMessages(hint.channel);
  else if (hint.what === "views") refreshViews();
  else if (hint.what === "home") refreshHome();
  else if (hint.what === "state") catchUp();
  else if (hint.what === "toast") toast(hint.text);
}

function heedMessages(channel) {
  const here = seat();
  if (channel === here.channel) {
    refreshMessages();
    refreshThread();
    return;
  }
  here.unread.add(channel);
  const known = [...state.workspace.channels, ...state.workspace.dms].some((one) => one.id === channel);
  if (known) update({});
  else refreshWorkspace();
}
