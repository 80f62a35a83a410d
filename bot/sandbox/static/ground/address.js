// Keeps who acts and where they are in the page's address: #U1/C1, or #U1/home.
import { seat, state } from "./store.js";
import { actAs } from "./going.js";

const HOME = "home";

export async function followAddress() {
  const [user, channel] = location.hash.slice(1).split("/");
  if (user && channel) seat(user).channel = channel === HOME ? null : channel;
  await actAs(user || undefined);
  window.addEventListener("hashchange", () => {
    const [wanted] = location.hash.slice(1).split("/");
    if (wanted && wanted !== state.actor) actAs(wanted);
  });
}

export function noteAddress() {
  history.replaceState(null, "", `${location.search}#${state.actor}/${seat().channel ?? HOME}`);
}
