// Inputs for words, numbers, dates and times.
import { html } from "../ground/dom.js";
import { state } from "../ground/store.js";
import { momentAt, wallTime } from "../text/time.js";

const orNull = (text) => (text === "" ? null : text);

function common({ element, held, hold, id, described, invalid, required }) {
  return {
    id,
    value: held ?? "",
    placeholder: element.placeholder?.text,
    onInput: (event) => hold(orNull(event.target.value)),
    "aria-label": id ? undefined : element.placeholder?.text,
    "aria-describedby": described,
    "aria-invalid": invalid,
    "aria-required": required,
    "data-first": element.focus_on_load,
  };
}

export function PlainTextInput(props) {
  const { element, held, hold, tell, id } = props;
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const onInput = (event) => {
    hold(orNull(event.target.value));
    if (triggers.includes("on_character_entered")) tell(orNull(event.target.value));
  };
  const onKeyDown = (event) => {
    if (event.key === "Enter" && !element.multiline && triggers.includes("on_enter_pressed")) tell(held);
  };
  const given = { ...common(props), onInput, onKeyDown };
  return html`${element.multiline && html`<textarea rows="4" ...${given}></textarea>`}
    ${!element.multiline && html`<input type="text" autocomplete="off" ...${given} />`}
    ${element.max_length && html`<${Counter} id="${id}-count" used=${[...(held ?? "")].length} limit=${element.max_length} />`}`;
}

function Counter({ id, used, limit }) {
  const over = used > limit;
  const words = over ? `${used - limit} over the limit of ${limit}` : `${limit - used} characters left`;
  return html`<p class=${over ? "count over" : "count"} id=${id}>${words}</p>`;
}

export function TypedInput(props) {
  return html`<input type=${props.type} autocomplete="off" ...${common(props)} />`;
}

export function NumberInput(props) {
  const { min_value, max_value, is_decimal_allowed } = props.element;
  const range = { min: min_value, max: max_value, step: is_decimal_allowed ? "any" : "1" };
  return html`<input type="number" ...${range} ...${common(props)} />`;
}

export function DatePicker(props) {
  return html`<${Picker} type="date" ...${props} />`;
}

export function TimePicker(props) {
  return html`<${Picker} type="time" ...${props} />`;
}

/** Holds seconds since 1970, and shows them where the acting person is. */
export function DateTimePicker(props) {
  const zone = state.workspace.me.tz;
  const shown = props.held ? wallTime(props.held, zone) : "";
  const onChange = ({ target }) => props.choose(target.value ? momentAt(target.value, zone) : null);
  return html`<input type="datetime-local" ...${common(props)} value=${shown} onInput=${undefined} onChange=${onChange} />`;
}

function Picker(props) {
  const onChange = (event) => props.choose(orNull(event.target.value));
  return html`<input type=${props.type} ...${common(props)} onInput=${undefined} onChange=${onChange} />`;
}
