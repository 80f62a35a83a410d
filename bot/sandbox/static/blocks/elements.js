// Finds the component that draws an element of Block Kit.
import { html } from "../ground/dom.js";
import { Button, Overflow } from "./buttons.js";
import { Checkboxes, RadioButtons } from "./choices.js";
import { ExternalMany, ExternalOne } from "./external.js";
import { DatePicker, DateTimePicker, NumberInput, PlainTextInput, TimePicker, TypedInput } from "./inputs.js";
import { ManyOf, OneOf } from "./selects.js";

const ELEMENTS = {
  button: Button,
  overflow: Overflow,
  image: ({ element }) => html`<img class="accessory" src=${element.image_url} alt=${element.alt_text} />`,
  checkboxes: Checkboxes,
  radio_buttons: RadioButtons,
  static_select: OneOf,
  users_select: OneOf,
  channels_select: OneOf,
  conversations_select: OneOf,
  multi_static_select: ManyOf,
  multi_users_select: ManyOf,
  multi_channels_select: ManyOf,
  multi_conversations_select: ManyOf,
  external_select: ExternalOne,
  multi_external_select: ExternalMany,
  plain_text_input: PlainTextInput,
  number_input: NumberInput,
  email_text_input: (props) => html`<${TypedInput} ...${props} type="email" />`,
  url_text_input: (props) => html`<${TypedInput} ...${props} type="url" />`,
  datepicker: DatePicker,
  timepicker: TimePicker,
  datetimepicker: DateTimePicker,
};

export function Element(props) {
  const Found = ELEMENTS[props.element.type];
  if (!Found) return html`<span class="quiet">(“${props.element.type}” is not drawn here yet.)</span>`;
  return html`<${Found} ...${props} />`;
}
