// Renders Block Kit blocks as Slack lays them out.
import { html, useId } from "../ground/dom.js";
import { TextObject } from "../text/text.js";
import { Chart } from "./chart.js";
import { Element } from "./elements.js";
import { InputBlock } from "./input_block.js";
import { RichText } from "./rich_text.js";
import { elementProps } from "./surface.js";
import { Table } from "./table.js";

const BLOCKS = {
  section: Section,
  header: ({ block }) => html`<h2 class="header-block"><${TextObject} text=${block.text} /></h2>`,
  context: Context,
  actions: Actions,
  divider: () => html`<hr />`,
  image: ImageBlock,
  input: InputBlock,
  rich_text: ({ block }) => html`<${RichText} elements=${block.elements} />`,
  table: Table,
  data_visualization: Chart,
};

export function Blocks({ blocks, surface }) {
  return html`<div class="blocks">
    ${blocks.map((block, index) => {
      const Block = BLOCKS[block.type] ?? Unknown;
      return html`<${Block} key=${block.block_id ?? index} block=${block} surface=${surface} />`;
    })}
  </div>`;
}

function Section({ block, surface }) {
  const words = useId();
  const fields = block.fields?.map((field) => html`<p><${TextObject} text=${field} /></p>`);
  return html`<div class="section">
    <div class="words" id=${words}>
      ${block.text && html`<p><${TextObject} text=${block.text} /></p>`}
      ${fields && html`<div class="fields">${fields}</div>`}
    </div>
    ${block.accessory && html`<${Element} ...${elementProps(surface, block, block.accessory)} labelledBy=${words} />`}
  </div>`;
}

function Context({ block }) {
  return html`<div class="context">
    ${block.elements.map((element) =>
      element.type === "image"
        ? html`<img src=${element.image_url} alt=${element.alt_text} />`
        : html`<span><${TextObject} text=${element} /></span>`,
    )}
  </div>`;
}

function Actions({ block, surface }) {
  return html`<div class="actions">
    ${block.elements.map((element) => html`<${Element} key=${element.action_id} ...${elementProps(surface, block, element)} />`)}
  </div>`;
}

function ImageBlock({ block }) {
  return html`<figure>
    ${block.title && html`<figcaption><${TextObject} text=${block.title} /></figcaption>`}
    <img src=${block.image_url} alt=${block.alt_text} />
  </figure>`;
}

function Unknown({ block }) {
  return html`<p class="quiet">(This small Slack does not draw “${block.type}” blocks yet.)</p>`;
}
