// How far a list of messages is scrolled: it stays at its end, or by the message one reads, also when one comes back.
import { useLayoutEffect, useRef, useState } from "../ground/dom.js";
import { seat } from "../ground/store.js";

const NEAR_PX = 80;
const EARLY_PX = 300; // this far from an edge the next messages are fetched

/** What a list needs: `hasNew` (something came while one read further up), `onScroll` and `goToEnd`. `edges` holds how to fetch earlier and
 * later messages where there are any; a new number in `acted` takes the person to the end. */
export function useScrolling(box, place, list, edges, acted) {
  const { scrolls } = seat();
  const newest = useRef();
  const hadLater = useRef(false);
  const [hasNew, setHasNew] = useState(false);
  const goToEnd = () => {
    scrolls.delete(place);
    setHasNew(false);
    box.current.scrollTop = box.current.scrollHeight;
  };
  useLayoutEffect(goToEndOnceActed, [acted]);
  useLayoutEffect(() => {
    if (!list) return;
    const last = list.at(-1)?.ts;
    const left = scrolls.get(place);
    if (left) keepBy(box.current, left);
    else if (!edges.later) goToEnd();
    if (left && last > newest.current && !hadLater.current) setHasNew(true);
    newest.current = last;
    hadLater.current = Boolean(edges.later); // what follows then was fetched only, and is not new
  }, [list]);
  // The list also changes its height with the composer's words and the panel at the foot.
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => {
      const left = scrolls.get(place);
      if (left) keepBy(box.current, left);
      else box.current.scrollTop = box.current.scrollHeight;
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const onScroll = ({ target }) => {
    const below = target.scrollHeight - target.scrollTop - target.clientHeight;
    if (below < NEAR_PX && !edges.later) {
      scrolls.delete(place);
      setHasNew(false);
    } else scrolls.set(place, { ...reading(target), since: list?.[0]?.ts, count: list?.length });
    if (target.scrollTop < EARLY_PX) edges.earlier?.();
    else if (below < EARLY_PX) edges.later?.();
  };
  return { hasNew, onScroll, goToEnd };

  function goToEndOnceActed() {
    if (newest.current) goToEnd();
  }
}

/** The first message in sight, and how far below the list's top it begins. */
function reading(box) {
  const { top } = box.getBoundingClientRect();
  for (const one of box.querySelectorAll("article")) {
    const place = one.getBoundingClientRect();
    if (place.bottom > top) return { ts: one.dataset.ts, offset: place.top - top };
  }
  return {};
}

function keepBy(box, { ts, offset }) {
  const one = [...box.querySelectorAll("article")].find(({ dataset }) => dataset.ts >= ts);
  if (one) box.scrollTop += one.getBoundingClientRect().top - box.getBoundingClientRect().top - offset;
}
