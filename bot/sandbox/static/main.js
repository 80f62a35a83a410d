// Opens the page: who acts comes from the address, so that a reload or a second tab keeps its person and place.
import { html, render } from "./ground/dom.js";
import { loadEmoji } from "./text/emoji.js";
import { App } from "./parts/app.js";
import { followAddress } from "./ground/address.js";

const root = document.getElementById("client");

await Promise.all([loadEmoji(), followAddress()]);
root.replaceChildren();
render(html`<${App} />`, root);
