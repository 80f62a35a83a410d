// Shows the notices of ground/toasts.js.
import { html } from "../ground/dom.js";
import { state } from "../ground/store.js";
import { dismiss } from "../ground/toasts.js";

export function Toasts() {
  return html`<div class="toasts" role="status" aria-live="polite">
    ${state.reconnecting && html`<p class="toast">The local Slack doesn't answer. Reconnecting …</p>`}
    ${state.toasts.map(
      ({ id, text }) => html`<p class="toast" key=${id}>
        ${text}<button type="button" class="icon" aria-label="Dismiss notice" onClick=${() => dismiss(id)}>✕</button>
      </p>`,
    )}
  </div>`;
}
