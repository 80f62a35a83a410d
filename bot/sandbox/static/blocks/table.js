// Renders table blocks; their first row is the header, as in Slack.
import { html } from "../ground/dom.js";
import { RichText } from "./rich_text.js";

export function Table({ block }) {
  const look = (column) => block.column_settings?.[column]?.align ?? "left";
  const named = (cell, column) => html`<th scope="col" class=${look(column)}><${Cell} cell=${cell} /></th>`;
  const filled = (cell, column) => html`<td class=${look(column)}><${Cell} cell=${cell} /></td>`;
  const [head, ...rows] = block.rows;
  return html`<div class="table" tabindex="0" role="region" aria-label="Table"><table>
    <thead><tr>${head.map(named)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map(filled)}</tr>`)}</tbody>
  </table></div>`;
}

function Cell({ cell }) {
  return cell.type === "rich_text" ? html`<${RichText} elements=${cell.elements} />` : cell.text;
}
