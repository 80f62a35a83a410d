// Keeps what a person has entered into a view or message while they look elsewhere or act as somebody else.
import { useState } from "../ground/dom.js";
import { reconcile, withValue } from "./values.js";

const kept = new Map(); // key of the view or message → { blocks, values }

/** The values held under `key`, how to enter one of them, and how to read them after that. */
export function useForm(key, blocks, here) {
  const [, count] = useState(0);
  if (kept.get(key)?.blocks !== blocks)
    kept.set(key, { blocks, values: reconcile(blocks, kept.get(key)?.values, here) });
  const enter = (block_id, element, held) => {
    const form = kept.get(key);
    kept.set(key, { ...form, values: withValue(form.values, block_id, element, held) });
    count((n) => n + 1);
  };
  return { values: kept.get(key).values, enter, latest: () => kept.get(key).values };
}
