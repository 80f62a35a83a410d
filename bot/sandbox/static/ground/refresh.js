// Fetches again what is on screen; an answer that a newer request has overtaken is dropped.
import { get, post } from "./api.js";
import { follow } from "./clock.js";
import { acting, conversation, seat, state, takeSeat, update } from "./store.js";
import { attempt } from "./toasts.js";

const PAGE = 50;
const MOST = 150; // messages on the page at once, however many the channel has
const THREAD = 1000;
const newest = {};
let loading = false;

// Whoever asked with an overtaken request goes on once the newer answer is in place; what was asked for somebody
// who doesn't act any more is dropped.
async function latest(what, path, params, apply, whenRefused = {}) {
  const who = acting();
  const asked = get(path, { as: state.actor, ...params });
  const request = (newest[what] = asked.catch((refusal) => whenRefused[refusal.code] ?? Promise.reject(refusal)));
  await attempt(async () => {
    const answer = await request;
    if (newest[what] === request && acting() === who) apply(answer);
    else await newest[what].catch(() => {});
  });
}

export function refreshWorkspace() {
  return latest("workspace", "state", {}, (workspace) => {
    follow(workspace.now);
    update({ workspace });
    takeSeat();
  });
}

/** Fetch again the part of the open conversation that is on the page; on coming back, the part one had left. */
export async function refreshMessages() {
  const { channel } = seat();
  if (!channel) return;
  await latest("messages", "messages", { channel, ...partOf(channel) }, (answer) => {
    showPart(channel, answer.messages, answer.has_more, answer.has_later);
  });
}

// At the end of a conversation its newest messages are shown, further up what follows the first one on the page.
function partOf(channel) {
  const shown = state.messages?.channel === channel ? state.messages : null;
  const left = seat().scrolls.get(channel);
  const count = shown?.list.length ?? left?.count ?? 0;
  const since = shown ? (shown.hasLater || left) && shown.list[0]?.ts : left?.since;
  return { since: since || null, limit: Math.min(MOST, Math.max(PAGE, since ? count + PAGE : count)) };
}

function showPart(channel, list, hasMore, hasLater) {
  update({ messages: { channel, list, hasMore, hasLater } });
  const last = list.at(-1)?.ts;
  const known = conversation(channel);
  if (document.hidden || hasLater || !known || !last || last <= (known.read_up_to ?? "")) return;
  Object.assign(known, { read_up_to: last, unread: 0, mentions: 0 });
  post("messages/read", { as: state.actor, channel, ts: last }).catch(() => {}); // else it stays unread, no more
}

export function loadEarlier() {
  const { channel, list, hasLater } = state.messages;
  return loadOnce({ channel, before: list[0].ts, limit: PAGE }, ({ messages, has_more }) => {
    const all = [...messages, ...list];
    showPart(channel, all.slice(0, MOST), has_more, hasLater || all.length > MOST);
  });
}

export function loadLater() {
  const { channel, list, hasMore } = state.messages;
  return loadOnce({ channel, since: list.at(-1).ts, limit: PAGE + 1 }, ({ messages, has_later }) => {
    const all = [...list, ...messages.filter(({ ts }) => ts > list.at(-1).ts)];
    showPart(channel, all.slice(-MOST), hasMore || all.length > MOST, has_later);
  });
}

async function loadOnce(params, apply) {
  if (loading) return;
  loading = true;
  await latest("messages", "messages", params, apply);
  loading = false;
}

/** Go to the end of the open conversation, however far up one reads. */
export async function showNewest() {
  const { channel } = seat();
  seat().scrolls.delete(channel);
  if (!state.messages?.hasLater) return;
  update({ messages: { ...state.messages, hasLater: false, list: state.messages.list.slice(-PAGE) } });
  await refreshMessages();
}

export async function refreshThread() {
  const { channel, thread } = seat();
  if (!thread) return;
  const apply = ({ messages }) => {
    if (messages.length === 0) seat().thread = null;
    update({ thread: messages.length ? { channel, ts: thread, list: messages } : null });
  };
  const deleted = { thread_not_found: { messages: [] } };
  await latest("thread", "messages", { channel, thread_ts: thread, limit: THREAD }, apply, deleted);
}

export function refreshViews() {
  return latest("views", "views", {}, (answer) => update({ views: answer.stack }));
}

export async function refreshHome() {
  if (seat().channel !== null) return;
  await latest("home", "home", {}, (answer) => update({ home: answer.view }));
}

export function refreshAll() {
  return Promise.all([refreshMessages(), refreshThread(), refreshViews(), refreshHome()]);
}
