// The app's two places: its Home tab and the messages between it and the acting person.
import { html } from "../ground/dom.js";
import { state } from "../ground/store.js";
import { openDirectMessage, openHome } from "../ground/going.js";

export function AppTabs({ at }) {
  const { app } = state.workspace;
  const tab = (name, open) => {
    const current = at === name ? "page" : undefined;
    return html`<button type="button" class="tab" aria-current=${current} onClick=${open}>${name}</button>`;
  };
  return html`<nav class="tabs" aria-label=${app.name}>
    ${app.has_home && tab("Home", openHome)}
    ${tab("Messages", () => openDirectMessage(app.bot_user_id))}
  </nav>`;
}
