// Keeps who acts and where they are in the page's address: #U1/C1, or #U1/home, and ?team=T1 where there are several.
import { workspaces } from "./api.js";
import { actAs } from "./going.js";
import { seat, state, update } from "./store.js";
import { attempt } from "./toasts.js";

const HOME = "home";

export async function followAddress() {
  const [user, channel] = location.hash.slice(1).split("/");
  const team = new URLSearchParams(location.search).get("team");
  await Promise.all([
    attempt(async () => update({ workspaces: await workspaces() })),
    actAs(user || undefined, { team, channel: channel === HOME ? null : channel }),
  ]);
  window.addEventListener("hashchange", () => {
    const [wanted] = location.hash.slice(1).split("/");
    if (wanted && wanted !== state.actor) actAs(wanted);
  });
}

export function noteAddress() {
  history.replaceState(null, "", addressOf(seat().channel));
}

/** The address of a place for the acting person; null is the app's Home. */
export function addressOf(channel) {
  const { team } = state.workspace;
  const search = state.workspaces.length > 1 ? `?team=${team.id}` : location.search;
  return `${location.pathname}${search}#${state.actor}/${channel ?? HOME}`;
}
