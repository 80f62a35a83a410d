// Fetches again what is on screen; an answer that a newer request has overtaken is dropped.
import { get } from "./api.js";
import { follow } from "./clock.js";
import { seat, state, takeSeat, update } from "./store.js";
import { attempt } from "./toasts.js";

const PAGE = 100;
const newest = {};

// Whoever asked with an overtaken request goes on once the newer answer is in place.
async function latest(what, path, params, apply, whenRefused = {}) {
  const asked = get(path, { as: state.actor, ...params });
  const request = (newest[what] = asked.catch((refusal) => whenRefused[refusal.code] ?? Promise.reject(refusal)));
  await attempt(async () => {
    const answer = await request;
    if (newest[what] === request) apply(answer);
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

export async function refreshMessages() {
  const { channel } = seat();
  if (!channel) return;
  const limit = Math.max(PAGE, state.messages?.channel === channel ? state.messages.list.length : 0);
  await latest("messages", "messages", { channel, limit }, (answer) =>
    update({ messages: { channel, list: answer.messages, hasMore: answer.has_more } }),
  );
}

export async function loadEarlier() {
  const { channel, list } = state.messages;
  const params = { channel, before: list[0]?.ts, limit: PAGE };
  await latest("messages", "messages", params, (answer) =>
    update({ messages: { channel, list: [...answer.messages, ...list], hasMore: answer.has_more } }),
  );
}

export async function refreshThread() {
  const { channel, thread } = seat();
  if (!thread) return;
  const apply = ({ messages }) => {
    if (messages.length === 0) seat().thread = null;
    update({ thread: messages.length ? { channel, ts: thread, list: messages } : null });
  };
  const deleted = { thread_not_found: { messages: [] } };
  await latest("thread", "messages", { channel, thread_ts: thread, limit: PAGE * 10 }, apply, deleted);
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
