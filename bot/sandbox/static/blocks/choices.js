// Checkboxes and radio buttons; an option is the same when its value is.
import { html, useId } from "../ground/dom.js";
import { TextObject } from "../text/text.js";

export function Checkboxes({ element, held, choose, labelledBy }) {
  const chosen = new Set(held.map((option) => option.value));
  const toggle = (option) => {
    if (!chosen.delete(option.value)) chosen.add(option.value);
    choose(element.options.filter(({ value }) => chosen.has(value)));
  };
  const isChosen = (option) => chosen.has(option.value);
  return html`<${Choices} type="checkbox" ...${{ element, labelledBy, isChosen }} choose=${toggle} />`;
}

export function RadioButtons({ element, held, choose, labelledBy }) {
  const isChosen = (option) => option.value === held?.value;
  return html`<${Choices} type="radio" ...${{ element, labelledBy, isChosen, choose }} />`;
}

function Choices({ type, element, labelledBy, isChosen, choose }) {
  const name = useId();
  const role = type === "radio" ? "radiogroup" : "group";
  return html`<div class="choices" role=${labelledBy && role} aria-labelledby=${labelledBy}>
    ${element.options.map((option, index) => {
      const id = `${name}-${index}`;
      return html`<div class="choice" key=${option.value}>
        <input type=${type} name=${name} id=${id} checked=${isChosen(option)} onChange=${() => choose(option)}
          aria-describedby=${option.description && `${id}-more`} />
        <label for=${id}><${TextObject} text=${option.text} /></label>
        ${option.description && html`<small id="${id}-more"><${TextObject} text=${option.description} /></small>`}
      </div>`;
    })}
  </div>`;
}
