// Select menus: one of a list as the browser's own select, several as a short list of checkboxes.
import { html, useId, useState } from "../ground/dom.js";
import { nameOf, state, titleOf } from "../ground/store.js";

const FILTER_FROM = 9;

const CHOICES = {
  static_select: ({ options, option_groups }) =>
    (option_groups ?? [{ options }]).flatMap((group) =>
      group.options.map((option) => entry(option, group.label?.text)),
    ),
  users_select: (_, held) => people(held).map(({ id }) => ({ key: id, label: nameOf(id), held: id })),
  channels_select: () => state.workspace.channels.filter((one) => !one.is_private).map(({ id }) => conversation(id)),
  conversations_select: () => [...state.workspace.channels, ...state.workspace.dms].map(({ id }) => conversation(id)),
};

const entry = (option, group) => ({ key: option.value, label: option.text.text, held: option, group });
const conversation = (id) => ({ key: id, label: titleOf(id), held: id });
const keyOf = (held) => held?.value ?? held ?? "";
const choicesOf = (element, held) => CHOICES[element.type.replace(/^multi_/, "")](element, held);

/** Whom Slack offers the acting person, and who is chosen already. */
function people(held) {
  const chosen = [held].flat();
  return state.workspace.people.filter((one) => chosen.includes(one.id) || (one.is_offered && !one.deleted));
}

export function OneOf({ element, held, choose, id, described, invalid, required }) {
  const choices = choicesOf(element, held);
  const placeholder = element.placeholder?.text ?? "Choose one";
  const pick = (event) => choose(choices.find(({ key }) => key === event.target.value)?.held ?? null);
  return html`<select
    id=${id}
    value=${keyOf(held)}
    onChange=${pick}
    aria-label=${id ? undefined : placeholder}
    aria-describedby=${described}
    aria-invalid=${invalid}
    aria-required=${required}
  >
    <option value="">${placeholder}</option>
    ${groups(choices).map(([label, members]) => {
      const options = members.map(({ key, label: text }) => html`<option key=${key} value=${key}>${text}</option>`);
      return label ? html`<optgroup label=${label}>${options}</optgroup>` : options;
    })}
  </select>`;
}

export function ManyOf({ element, held, choose, labelledBy }) {
  const [word, setWord] = useState("");
  const name = useId();
  const choices = choicesOf(element, held);
  const chosen = new Set(held.map(keyOf));
  const full = chosen.size >= (element.max_selected_items ?? Infinity);
  const toggle = ({ key }) => {
    if (!chosen.delete(key)) chosen.add(key);
    choose(choices.filter((one) => chosen.has(one.key)).map((one) => one.held));
  };
  const shown = choices.filter(({ label }) => label.toLowerCase().includes(word.toLowerCase()));
  return html`<div class="many" role=${labelledBy && "group"} aria-labelledby=${labelledBy}>
    ${choices.length >= FILTER_FROM && html`<${Filter} word=${word} setWord=${setWord} />`}
    ${shown.map((choice) => {
      const id = `${name}-${choice.key}`;
      const on = chosen.has(choice.key);
      return html`<div class="choice" key=${choice.key}>
        <input type="checkbox" id=${id} checked=${on} disabled=${full && !on} onChange=${() => toggle(choice)} />
        <label for=${id}>${choice.label}</label>
      </div>`;
    })}
  </div>`;
}

function Filter({ word, setWord }) {
  const onInput = (event) => setWord(event.target.value);
  return html`<input type="search" aria-label="Filter the list" placeholder="Filter…" value=${word} onInput=${onInput} />`;
}

function groups(choices) {
  const byLabel = new Map();
  for (const choice of choices) byLabel.set(choice.group, [...(byLabel.get(choice.group) ?? []), choice]);
  return [...byLabel];
}
