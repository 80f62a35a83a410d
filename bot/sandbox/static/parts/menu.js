// A button with a small menu; arrow keys move, Escape and a click elsewhere close it.
import { html, useEffect, useRef, useState } from "../ground/dom.js";

export function Menu({ label, items, children }) {
  const [open, setOpen] = useState(false);
  const box = useRef();
  const button = useRef();
  useEffect(() => {
    if (open) box.current.querySelector("[role=menuitem]")?.focus();
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current.focus();
  };
  const choose = (item) => {
    close();
    item.choose();
  };
  const onKeyDown = (event) => {
    if (!open) return;
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") step(box.current, 1);
    else if (event.key === "ArrowUp") step(box.current, -1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocusOut = (event) => {
    if (!box.current?.contains(event.relatedTarget)) setOpen(false);
  };
  return html`<div class="menu" ref=${box} onKeyDown=${onKeyDown} onFocusOut=${onFocusOut}>
    <button
      type="button"
      class="icon"
      ref=${button}
      aria-label=${label}
      title=${label}
      aria-haspopup="menu"
      aria-expanded=${open}
      onClick=${() => setOpen(!open)}
    >
      ${children}
    </button>
    ${
      open &&
      html`<ul role="menu" aria-label=${label}>
      ${items.map(
        (item) => html`<li role="none">
          <button type="button" role="menuitem" onClick=${() => choose(item)}>${item.label}</button>
        </li>`,
      )}
    </ul>`
    }
  </div>`;
}

function step(box, by) {
  const items = [...box.querySelectorAll("[role=menuitem]")];
  items.at((items.indexOf(document.activeElement) + by) % items.length).focus();
}
