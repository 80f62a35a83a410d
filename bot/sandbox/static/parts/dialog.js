// A small dialog over everything else; the browser keeps the focus inside and gives it back.
import { html, useLayoutEffect, useRef } from "../ground/dom.js";

export function Dialog({ label, look, close, children }) {
  const box = useRef();
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  const onCancel = (event) => {
    event.preventDefault();
    close();
  };
  const onClick = (event) => {
    if (event.target === box.current) close();
  };
  return html`<dialog ref=${box} class=${look} aria-label=${label} onCancel=${onCancel} onClick=${onClick}>${children}</dialog>`;
}
