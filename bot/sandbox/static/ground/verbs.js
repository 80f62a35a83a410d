// What a person can do on the page; each verb asks the server and shows what came of it.
import { clock, post, Refusal } from "./api.js";
import { follow } from "./clock.js";
import { refreshAll, refreshMessages, refreshThread, refreshViews, showNewest } from "./refresh.js";
import { BUILT_IN_VERBS } from "./settle.js";
import { seat, state, update } from "./store.js";
import { attempt, toast } from "./toasts.js";
import { BUILT_IN } from "../text/built_in.js";
import { escapeTyped, nearestCommand, withHandles } from "../text/typed.js";

/** Send what was typed: a message, or a slash command. Returns whether it went out, so that unsent words are kept. */
export function send(typed, thread_ts) {
  if (!typed.startsWith("/")) return say(typed, thread_ts);
  if (thread_ts) {
    toast("Slash commands don't work in threads, in Slack neither. Your words are still here.");
    return false;
  }
  return runCommand(typed);
}

/** What a person does themselves is answered at the end of the list, so they are taken there. */
function goToEnd(list) {
  if (list === "channel") showNewest();
  update({ acted: { ...state.acted, [list]: state.acted[list] + 1 } });
}

function say(typed, thread_ts) {
  return attempt(async () => {
    const text = escapeTyped(typed, state.workspace);
    await post("messages", { as: state.actor, channel: seat().channel, text, ...(thread_ts && { thread_ts }) });
    goToEnd(thread_ts ? "thread" : "channel");
    await Promise.all([refreshMessages(), refreshThread()]);
  });
}

function runCommand(typed) {
  const [command] = typed.split(/\s/);
  const said = typed.slice(command.length).trim();
  if (command in BUILT_IN_VERBS) return BUILT_IN_VERBS[command](said);
  const text = withHandles(said, state.workspace);
  return attempt(async () => {
    const asked = { as: state.actor, channel: seat().channel, command, text };
    await post("commands", asked).catch((refusal) => {
      throw refusal.code === "unknown_command" ? unknownCommand(command) : refusal;
    });
    goToEnd("channel");
    await Promise.all([refreshMessages(), refreshViews()]);
  });
}

function unknownCommand(command) {
  const meant = nearestCommand(command, [...state.workspace.commands, ...BUILT_IN]);
  const next = meant ? `Did you mean ${meant}?` : "Type / to see the commands there are.";
  return new Refusal("unknown_command", `There is no ${command} here. ${next} Your words are still in the box.`);
}

export function react(channel, ts, name, add) {
  return attempt(async () => {
    await post("reactions", { as: state.actor, channel, ts, name, add });
    await Promise.all([refreshMessages(), refreshThread()]);
  });
}

/** Put what the person said in other words. Returns whether it went through. */
export function editMessage(channel, ts, typed) {
  return attempt(async () => {
    await post("messages/edit", { as: state.actor, channel, ts, text: escapeTyped(typed, state.workspace) });
    await Promise.all([refreshMessages(), refreshThread()]);
  });
}

/** Take a message away once the person has said that they mean it. */
export function deleteMessage(channel, { ts, reply_count }) {
  const words = reply_count ? "Everybody stops seeing it. Its replies stay." : "Everybody stops seeing it.";
  const remove = () =>
    attempt(async () => {
      await post("messages/delete", { as: state.actor, channel, ts });
      await Promise.all([refreshMessages(), refreshThread()]);
    });
  const confirm = {
    title: { type: "plain_text", text: "Delete this message?" },
    text: { type: "plain_text", text: `${words} It can't be brought back.` },
    confirm: { type: "plain_text", text: "Delete" },
    deny: { type: "plain_text", text: "Keep it" },
    style: "danger",
  };
  confirmThen(confirm, remove, () => {});
}

export function runShortcut(callback_id, message = {}) {
  return attempt(async () => {
    await post("shortcuts", { as: state.actor, callback_id, ...message });
    await refreshViews();
  });
}

/** Tell the app that an element was used; `container` says on which message or view. */
export function act(container, block_id, action, values) {
  return attempt(async () => {
    await post("actions", { as: state.actor, container, block_id, action, state: values });
    await refreshAll();
  });
}

/** What the app offers for what was typed in a select of its own; undefined when it doesn't answer. */
export async function suggestions(container, block_id, action_id, value) {
  let found;
  await attempt(async () => {
    found = await post("suggestions", { as: state.actor, container, block_id, action_id, value });
  });
  return found;
}

/** Ask the person first when the app wants a confirmation. */
export function confirmThen(confirm, proceed, refrain) {
  if (confirm) update({ confirming: { confirm, proceed, refrain } });
  else proceed();
}

export async function submitView(view, values) {
  const refused = (fields, general) => setViewErrors(view, { fields, general });
  refused({});
  update({ submitting: view.id });
  try {
    const answer = await post("views/submit", { as: state.actor, view_id: view.id, values });
    if (answer.errors) refused(answer.errors);
    else goToEnd("channel");
  } catch (refusal) {
    const general = Object.keys(refusal.errors).length ? null : refusal.message;
    refused(refusal.errors, general);
  }
  await refreshViews();
  update({ submitting: null });
}

function setViewErrors({ id, hash }, errors) {
  update({ viewErrors: { ...state.viewErrors, [id]: { hash, ...errors } } });
}

/** What is wrong with a view as it stands: errors of content that was replaced since do not count. */
export function errorsOf(view) {
  const known = state.viewErrors[view.id];
  return known?.hash === view.hash ? known : { fields: view.errors ?? {} };
}

/** Once a field is edited, what was wrong with it is no longer said. */
export function forgetError(view, block_id) {
  const { fields, general } = errorsOf(view);
  if (!fields[block_id]) return;
  const { [block_id]: _, ...others } = fields;
  setViewErrors(view, { fields: others, general });
}

export function closeView(view) {
  return attempt(async () => {
    await post("views/close", { as: state.actor, view_id: view.id });
    await refreshViews();
  });
}

/** Learn what time it is and what comes next; without an answer the last one stands. */
export function lookAtClock() {
  return clock().then(keepClock, () => {});
}

/** Put the workspace's clock forward: `{ by: seconds }`, or `{ to: "next" }` for when the app has something due. */
export function moveClock(how) {
  return attempt(async () => keepClock(await clock(how)));
}

function keepClock(shown) {
  follow(Date.parse(shown.now) / 1000);
  update({ clock: shown });
}
