// An input block: label, element, hint, and the error in place when the app or Slack refused what was entered.
import { html, useId } from "../ground/dom.js";
import { TextObject } from "../text/text.js";
import { Element } from "./elements.js";
import { elementProps } from "./surface.js";

const isGroup = (type) => type === "checkboxes" || type === "radio_buttons" || type.startsWith("multi_");

export function InputBlock({ block, surface }) {
  const id = useId();
  const error = surface.errors[block.block_id];
  const described = [block.hint && `${id}-hint`, error && `${id}-error`, `${id}-count`].filter(Boolean).join(" ");
  const grouped = isGroup(block.element.type);
  const wording = html`<${TextObject} text=${block.label} />${block.optional && html`<span class="quiet"> (optional)</span>`}`;
  const props = {
    ...elementProps(surface, block, block.element),
    id,
    described,
    invalid: Boolean(error),
    required: !block.optional,
  };
  const below = html`${error && html`<p class="error" id="${id}-error">${error}</p>`}
    ${block.hint && html`<p class="hint" id="${id}-hint"><${TextObject} text=${block.hint} /></p>`}`;
  if (grouped) {
    return html`<fieldset class="input" aria-describedby=${described}>
      <legend>${wording}</legend><${Element} ...${props} />${below}
    </fieldset>`;
  }
  return html`<div class="input"><label for=${id}>${wording}</label><${Element} ...${props} />${below}</div>`;
}
