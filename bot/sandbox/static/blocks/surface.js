// A surface is a message or view whose blocks are on screen: it holds their values and tells the app what was used.
import { act, confirmThen, suggestions } from "../ground/verbs.js";
import { useForm } from "./form.js";
import { fieldOf } from "./values.js";

/** Everything the blocks' elements need: values, `enter` (hold a value) and `use` (tell the app at once). */
export function useSurface(key, container, blocks, { errors = {}, here = null, edited } = {}) {
  const form = useForm(key, blocks, here);
  const enter = (block_id, ...entered) => {
    form.enter(block_id, ...entered);
    edited?.(block_id);
  };
  const use = (block_id, element, action) =>
    new Promise((done) => {
      const used = { type: element.type, action_id: element.action_id, ...action };
      confirmThen(element.confirm, () => act(container, block_id, used, form.latest()).then(done), done);
    });
  const suggest = (block_id, { action_id }, value) => suggestions(container, block_id, action_id, value);
  return { ...form, enter, use, suggest, errors };
}

/** What an element of a block gets: its held value, `hold` for typing and `choose` for a finished choice. */
export function elementProps(surface, block, element) {
  const { block_id } = block;
  const held = surface.values[block_id]?.[element.action_id];
  const dispatches = block.type !== "input" || block.dispatch_action;
  const hold = (value) => surface.enter(block_id, element, value);
  const tell = (value) => dispatches && surface.use(block_id, element, { [fieldOf(element.type)]: value });
  const choose = (value) => {
    hold(value);
    tell(value);
  };
  const use = (action) => surface.use(block_id, element, action);
  const suggest = (typed) => surface.suggest(block_id, element, typed);
  return { element, held: held && held[fieldOf(element.type)], hold, tell, choose, use, suggest };
}
