// The sandbox's own panel at the foot of the page: what went between Slack and the app, and what is to go wrong.
import { html, useEffect } from "../ground/dom.js";
import { rememberFocus } from "../ground/focus.js";
import { state, update } from "../ground/store.js";
import { Faults } from "./faults.js";
import { Inspector } from "./inspector.js";

const TOOLS = { Inspector, Faults };

export function openTools(name) {
  update({ tools: name });
}

export function Tools() {
  useEffect(rememberFocus, []);
  const Tool = TOOLS[state.tools];
  const close = () => openTools(null);
  const onKeyDown = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  };
  return html`<section class="tools-panel" aria-label="Behind the scenes" onKeyDown=${onKeyDown}>
    <div class="tabs" role="group" aria-label="Tools">
      ${Object.keys(TOOLS).map((name) => {
        const pressed = name === state.tools;
        return html`<button type="button" class="tab" key=${name} aria-pressed=${pressed} onClick=${() => openTools(name)}>${name}</button>`;
      })}
      <button type="button" class="icon" aria-label="Close this panel" onClick=${close}>✕</button>
    </div>
    <${Tool} />
  </section>`;
}
