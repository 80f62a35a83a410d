// Where the acting person goes: who they are, which conversation, Home, thread or message is open.
import { get, post } from "./api.js";
import { follow } from "./clock.js";
import { listen } from "./live.js";
import { refreshAll, refreshHome, refreshMessages, refreshThread, refreshWorkspace } from "./refresh.js";
import { conversation, seat, state, takeSeat, update } from "./store.js";
import { attempt, toast } from "./toasts.js";

const actors = new Map(); // workspace → who acted there last
const EMPTY = { messages: null, thread: null, views: [], home: null, toasts: [] };

/** Act as somebody, or whom the server names; `to` may name another workspace, and where in it to go. */
export async function actAs(user, to = {}) {
  const from = state.workspace && seat().channel;
  await attempt(async () => {
    const workspace = await get("state", { as: user, ...(to.team && { team: to.team }) });
    follow(workspace.now);
    update({ ...EMPTY, workspace, actor: workspace.me.id });
    actors.set(workspace.team.id, state.actor);
    if (to.channel !== undefined) seat().channel = to.channel;
    takeSeat(from);
    noteWhatIsNew();
    if (seat().channel === null) post("home/open", { as: state.actor }).catch(() => {});
    listen();
    await refreshAll();
  });
}

/** Go to another of the server's workspaces, as whoever one was there last. */
export function openWorkspace(team) {
  return actAs(actors.get(team), { team });
}

export async function openConversation(id) {
  Object.assign(seat(), { channel: id, thread: null });
  noteWhatIsNew();
  update({ messages: null, thread: null, sidebarOpen: false, toasts: [] });
  await refreshMessages();
}

/** Where the line above new messages goes while this conversation is open: after what was read before. */
function noteWhatIsNew() {
  const { unread, read_up_to } = conversation(seat().channel) ?? {};
  seat().newAfter = unread ? read_up_to : null;
}

export async function openDirectMessage(user) {
  const { actor } = state;
  await attempt(async () => {
    const { channel } = await post("dms", { as: actor, user });
    await refreshWorkspace();
    if (state.actor === actor) await openConversation(channel);
  });
}

export async function openHome() {
  Object.assign(seat(), { channel: null, thread: null });
  update({ sidebarOpen: false, toasts: [] });
  await refreshHome();
  await attempt(() => post("home/open", { as: state.actor }));
  await refreshHome();
}

export async function openThread(ts) {
  seat().thread = ts;
  update({ thread: null });
  await refreshThread();
}

export function closeThread() {
  seat().thread = null;
  update({ thread: null });
}

/** Go to what a link into this workspace names, as Slack's own client does. */
export async function openPermalink({ channel, ts, thread }) {
  if (!conversation(channel)) {
    toast("That link leads to a conversation you aren't in, so it can't be opened.");
    return;
  }
  await openConversation(channel);
  if (!ts) return;
  await bringOnPage(channel, thread ?? ts);
  if (thread) await openThread(thread);
  const isThere = [state.messages, state.thread].some((shown) => shown?.list.some((one) => one.ts === ts));
  if (isThere) focusMessage(ts, thread);
  else toast("The message that the link leads to isn't there any more.");
}

/** Show the part of a conversation that begins with a message, unless it is on the page already. */
async function bringOnPage(channel, ts) {
  if (state.messages?.list.some((one) => one.ts === ts)) return;
  seat().scrolls.set(channel, { ts, offset: 0, since: ts, count: 0 });
  update({ messages: null });
  await refreshMessages();
}

function focusMessage(ts, inThread) {
  requestAnimationFrame(() => {
    const found = document.querySelector(`${inThread ? "aside.thread" : "main"} article[data-ts="${ts}"]`);
    found?.focus({ preventScroll: true });
    found?.scrollIntoView({ block: "center" });
  });
}
