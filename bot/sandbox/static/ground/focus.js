// Where the focus goes once something that had it is closed.

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
