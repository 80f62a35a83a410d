// Buttons and overflow menus.
import { html, useState } from "../ground/dom.js";
import { Menu } from "../parts/menu.js";
import { follow, leading, TextObject } from "../text/text.js";

export function Button({ element, use }) {
  const [busy, setBusy] = useState(false);
  const press = async () => {
    if (busy) return; // not disabled meanwhile: that would take its focus away
    setBusy(true);
    await use(element.value === undefined ? {} : { value: element.value });
    setBusy(false);
  };
  const look = `button ${element.style ?? ""}`;
  const words = html`<${TextObject} text=${element.text} />`;
  if (element.url) {
    return html`<a class=${look} ...${leading(element.url, press)}>${words}</a>`;
  }
  const given = {
    class: look,
    "aria-label": element.accessibility_label,
    "aria-busy": busy,
    "aria-disabled": busy,
    onClick: press,
  };
  return html`<button type="button" ...${given}>${words}</button>`;
}

export function Overflow({ element, use }) {
  const items = element.options.map((option) => ({
    label: option.text.text,
    choose: () => {
      if (option.url) follow(option.url);
      use({ selected_option: option });
    },
  }));
  return html`<${Menu} label="More options" items=${items}>⋯<//>`;
}
