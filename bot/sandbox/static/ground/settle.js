// What a person settles for themselves or for the channel they are in.
import { post } from "./api.js";
import { now } from "./clock.js";
import { refreshMessages, refreshWorkspace } from "./refresh.js";
import { seat, state } from "./store.js";
import { attempt, toast } from "./toasts.js";
import { pauseAsked, statusAsked } from "../text/built_in.js";
import { dayAndTime } from "../text/time.js";
import { personNamed } from "../text/typed.js";

/** Change the open channel or who is in it: "join", "leave", "archive", …. */
export function changeChannel(verb, extra = {}) {
  return attempt(async () => {
    await post(`channels/${verb}`, { as: state.actor, channel: seat().channel, ...extra });
    await refreshWorkspace();
    await refreshMessages();
  });
}

function changeSelf(what, extra) {
  return attempt(async () => {
    await post(`people/${what}`, { as: state.actor, ...extra });
    await refreshWorkspace();
  });
}

export function setZone(tz) {
  return changeSelf("zone", { tz });
}

/** What Slack's own commands do; each takes what was typed after it and returns whether it went through. */
export const BUILT_IN_VERBS = {
  "/archive": () => changeChannel("archive"),
  "/dnd": pause,
  "/invite": (name) => withPerson(name, (user) => changeChannel("invite", { user })),
  "/remove": (name) => withPerson(name, (user) => changeChannel("remove", { user })),
  "/rename": (name) => changeChannel("rename", { name }),
  "/status": (typed) => changeSelf("status", statusAsked(typed)),
};

function withPerson(name, change) {
  const user = personNamed(name, state.workspace);
  if (user) return change(user);
  toast(`There is nobody called “${name}” here. Type @ to pick a name.`);
  return false;
}

function pause(typed) {
  const seconds = pauseAsked(typed);
  if (seconds === undefined) {
    toast("Say for how long, such as /dnd 30 minutes, or /dnd off. Your words are still in the box.");
    return false;
  }
  const until = now() + seconds;
  const asked = seconds > 0 ? { until: new Date(until * 1000).toISOString() } : {};
  return saying(changeSelf("pause", asked), pausedWords(seconds && until));
}

function pausedWords(until) {
  if (!until) return "Your notifications are on again.";
  return `Your notifications rest until ${dayAndTime(until, state.workspace.me.tz)}. /dnd off ends that.`;
}

/** Say so when something went through. */
async function saying(going, words) {
  const went = await going;
  if (went) toast(words);
  return went;
}
