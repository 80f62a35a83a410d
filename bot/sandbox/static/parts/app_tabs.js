// The app's two places: its Home tab and the messages between it and the acting person.
import { html } from "../ground/dom.js";
import { state } from "../ground/store.js";
import { openDirectMessage, openHome } from "../ground/going.js";
import { Waiting } from "./sidebar.js";

export function AppTabs({ at }) {
  const { app, dms } = state.workspace;
  const { unread, mentions } = dms.find((one) => one.with === app.bot_user_id) ?? {};
  const tab = (name, open, waits) => {
    const current = at === name ? "page" : undefined;
    return html`<button type="button" class="tab" aria-current=${current} onClick=${open}>${name}${waits && html`<${Waiting} mentions=${mentions} />`}</button>`;
  };
  return html`<nav class="tabs" aria-label=${app.name}>
    ${app.has_home && tab("Home", openHome)}
    ${tab("Messages", () => openDirectMessage(app.bot_user_id), at !== "Messages" && unread > 0)}
  </nav>`;
}
