// The sandbox's record of calls and deliveries, as far as the inspector shows it.
import { get } from "./api.js";
import { state, update } from "./store.js";

const AT_MOST = 500;

/** Fetch what came since the last look, until nothing more does; without an answer, the next look tries again. */
export async function lookAtRecord() {
  try {
    let more = true;
    while (more) {
      const { list, last } = state.record;
      const answer = await get("record", { after: last, limit: AT_MOST });
      more = answer.has_more;
      const after = answer.entries.at(-1)?.id ?? answer.last ?? last;
      if (answer.entries.length || after !== last)
        update({ record: { list: [...list, ...answer.entries].slice(-AT_MOST), last: after } });
    }
  } catch {
    return;
  }
}

/** Begin with an empty list; what comes from now on is shown. */
export function clearRecord() {
  update({ record: { ...state.record, list: [] } });
}
