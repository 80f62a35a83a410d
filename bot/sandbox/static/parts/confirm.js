// The confirmation that an app attaches to an element.
import { html } from "../ground/dom.js";
import { update } from "../ground/store.js";
import { TextObject } from "../text/text.js";
import { Dialog } from "./dialog.js";

export function ConfirmDialog({ confirm, proceed, refrain }) {
  const answer = (then) => () => {
    update({ confirming: null });
    then();
  };
  const look = `button ${confirm.style === "danger" ? "danger" : "primary"}`;
  return html`<${Dialog} look="confirm" label=${confirm.title.text} close=${answer(refrain)}>
    <h2>${confirm.title.text}</h2>
    <p><${TextObject} text=${confirm.text} /></p>
    <div class="footer">
      <button type="button" class="button" onClick=${answer(refrain)}>${confirm.deny?.text ?? "Cancel"}</button>
      <button type="button" class=${look} onClick=${answer(proceed)}>${confirm.confirm?.text ?? "Yes"}</button>
    </div>
  <//>`;
}
