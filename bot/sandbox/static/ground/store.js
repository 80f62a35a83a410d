// What the page knows: the acting person's workspace, where each person is, and what is on screen.
import { useLayoutEffect, useState } from "./dom.js";

export const state = {
  actor: null, // id of the person this page acts as
  workspace: null, // the answer of /client/state for that person
  workspaces: [], // [{ id, name }]: those that the server has
  messages: null, // { channel, list, hasMore, hasLater }: the part of the open conversation that is on the page
  thread: null, // { channel, ts, list } of the open thread
  views: [], // this person's open modals, root first
  clock: null, // { now, ahead, next_due, next_what } when it was last looked at
  home: null, // the app's Home view for this person
  viewErrors: {}, // view id → { hash, fields: { block_id: sentence }, general: sentence } of that content of the view
  submitting: null, // view id that is being submitted
  confirming: null, // { confirm, proceed, refrain } while the app's confirmation is on screen
  picking: null, // { verb, pick } while an emoji is picked; `pick` takes its name
  acted: { channel: 0, thread: 0 }, // how often the acting person did what is answered at a list's end
  tools: null, // which tool is open at the foot of the page: "Inspector" or "Faults"
  record: { list: [], last: 0 }, // what the inspector has seen of the record
  faults: null, // what is to go wrong, as the server told last
  sidebarOpen: false, // on narrow screens only
  toasts: [], // [{ id, text }]
  reconnecting: false, // whether the server is gone, as far as this page knows
};

const seats = new Map(); // who acts where → what `seat` returns
const listeners = new Set();

export function update(change) {
  Object.assign(state, change);
  for (const redraw of listeners) redraw();
}

export function useAppState() {
  const [, count] = useState(0);
  // Before the browser paints: what changes between drawing and listening would stay unseen.
  useLayoutEffect(() => {
    const redraw = () => count((n) => n + 1);
    listeners.add(redraw);
    return () => listeners.delete(redraw);
  }, []);
  return state;
}

/** Where the acting person sits: the open channel (null is the app's Home) and thread, how far they scrolled each list (by
 * place), and the ts after which the open channel was new to them. */
export function seat() {
  const who = acting();
  if (!seats.has(who)) seats.set(who, { channel: undefined, thread: null, newAfter: null, scrolls: new Map() });
  return seats.get(who);
}

/** Who acts, and in which workspace: a key for what is theirs alone. */
export function acting() {
  return `${state.workspace.team.id}/${state.actor}`;
}

/** Move the acting person out of a conversation that they cannot see (any more); who sat nowhere yet goes to `from`. */
export function takeSeat(from) {
  const { app, channels } = state.workspace;
  const here = seat();
  if (here.channel === undefined && channel(from)?.is_member) here.channel = from;
  const open = here.channel === null ? app.has_home : Boolean(conversation(here.channel));
  const own = channels.filter((one) => one.is_member);
  const first = own.find((one) => one.is_general) ?? own[0] ?? channels[0];
  if (!open) Object.assign(here, { channel: first?.id ?? null, thread: null });
}

export function person(id) {
  return state.workspace.people.find((one) => one.id === id);
}

export function channel(id) {
  return state.workspace.channels.find((one) => one.id === id);
}

export function conversation(id) {
  return channel(id) ?? directMessage(id);
}

export function directMessage(id) {
  return state.workspace.dms.find((one) => one.id === id);
}

export function nameOf(user) {
  const found = person(user);
  return found ? found.real_name || found.name : user;
}

/** How a conversation is called in headings and labels: "#general", or the names of the other people. */
export function titleOf(id) {
  const found = channel(id);
  if (found?.group_of) return found.group_of.filter((user) => user !== state.actor).map(nameOf).join(", ");
  if (found) return `#${found.name}`;
  const dm = directMessage(id);
  return dm ? nameOf(dm.with) : id;
}
