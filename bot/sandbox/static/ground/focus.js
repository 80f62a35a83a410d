// Where the focus goes once something that had it is closed or drawn no more.
import { useLayoutEffect } from "./dom.js";

const PLACES = "article, [role=log]";
const FALLBACK = "main textarea, main [role=log], main";

/** Remember what has the focus; the result gives it back, or to the nearest thing that is still there. */
export function rememberFocus() {
  const before = document.activeElement;
  const around = before?.closest(PLACES);
  return () =>
    requestAnimationFrame(() => {
      const left = [before, around].find((one) => one?.isConnected && one !== document.body);
      (left ?? document.querySelector(FALLBACK))?.focus({ preventScroll: true });
    });
}

/** Keep the focus in a box when what had it is drawn no more, such as a button once it was pressed: the box takes it. */
export function useKeptFocus(box) {
  const before = box.current?.contains(document.activeElement) ? document.activeElement : null;
  useLayoutEffect(() => {
    const isLost = before && !before.isConnected && document.activeElement === document.body;
    if (isLost) box.current.focus({ preventScroll: true });
  });
}
