// What the elements of a view or message hold, in the shape of Slack's view.state.values; pure.

// type of element → the field its value is sent in, the field it starts from, and the value of an empty one
const HELD = {
  plain_text_input: ["value", "initial_value", null],
  number_input: ["value", "initial_value", null],
  email_text_input: ["value", "initial_value", null],
  url_text_input: ["value", "initial_value", null],
  static_select: ["selected_option", "initial_option", null],
  radio_buttons: ["selected_option", "initial_option", null],
  checkboxes: ["selected_options", "initial_options", []],
  multi_static_select: ["selected_options", "initial_options", []],
  external_select: ["selected_option", "initial_option", null],
  multi_external_select: ["selected_options", "initial_options", []],
  users_select: ["selected_user", "initial_user", null],
  multi_users_select: ["selected_users", "initial_users", []],
  channels_select: ["selected_channel", "initial_channel", null],
  multi_channels_select: ["selected_channels", "initial_channels", []],
  conversations_select: ["selected_conversation", "initial_conversation", null],
  multi_conversations_select: ["selected_conversations", "initial_conversations", []],
  datepicker: ["selected_date", "initial_date", null],
  timepicker: ["selected_time", "initial_time", null],
  datetimepicker: ["selected_date_time", "initial_date_time", null],
};

export function fieldOf(type) {
  return HELD[type][0];
}

/** Every element of these blocks with the block it stands in. */
export function elementsOf(blocks) {
  return blocks.flatMap((block) => {
    const elements = block.type === "actions" ? block.elements : [block.element ?? block.accessory];
    return elements.filter(Boolean).map((element) => ({ block, element }));
  });
}

/** Values after the blocks changed: kept where block_id and action_id stayed the same, else the initial ones.
 * `here` is the open conversation, which a conversations_select may ask to start from. */
export function reconcile(blocks, before = {}, here = null) {
  const values = {};
  for (const { block, element } of elementsOf(blocks)) {
    if (!HELD[element.type]) continue;
    const kept = before[block.block_id]?.[element.action_id];
    const same = kept?.type === element.type;
    (values[block.block_id] ??= {})[element.action_id] = same ? kept : initialValue(element, here);
  }
  return values;
}

/** The values with one of them replaced. */
export function withValue(values, block_id, element, held) {
  const value = { type: element.type, [fieldOf(element.type)]: held };
  return { ...values, [block_id]: { ...values[block_id], [element.action_id]: value } };
}

function initialValue({ type, ...element }, here) {
  const [field, initial, empty] = HELD[type];
  const current = element.default_to_current_conversation && !Array.isArray(empty) ? here : null;
  return { type, [field]: current ?? element[initial] ?? empty };
}
