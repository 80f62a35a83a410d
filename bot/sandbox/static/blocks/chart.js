// Renders data_visualization blocks simply: bars for comparing, and the same figures as a table for everybody.
import { html } from "../ground/dom.js";

const WIDTH = 220;

export function Chart({ block }) {
  const series = seriesOf(block.chart);
  const highest = Math.max(1, ...series.flatMap(({ points }) => points.map(({ value }) => Math.abs(value))));
  const columns = series.length > 1;
  return html`<figure class="chart">
    <figcaption>${block.title}</figcaption>
    <div class="table"><table>
      <thead class=${columns ? "" : "unseen"}><tr><th scope="col">${block.chart.axis_config?.x_label ?? ""}</th>
        ${series.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>
        ${labelsOf(series).map(
          (label) => html`<tr><th scope="row">${label}</th>
          ${series.map(({ points }, index) => {
            const value = points.find((one) => one.label === label)?.value;
            return html`<td><${Bar} value=${value} highest=${highest} index=${index} /></td>`;
          })}</tr>`,
        )}
      </tbody>
    </table></div>
  </figure>`;
}

function Bar({ value, highest, index }) {
  if (value === undefined) return "–";
  const length = Math.max(2, (Math.abs(value) / highest) * WIDTH);
  return html`<svg class="bar colour-${index % 6}" width=${WIDTH} height="14" viewBox="0 0 ${WIDTH} 14" aria-hidden="true">
      <rect width=${length} height="14" rx="3" /></svg> ${value}`;
}

function seriesOf(chart) {
  if (chart.segments) return [{ name: "", points: chart.segments }];
  return chart.series.map(({ name, data }) => ({ name, points: data }));
}

function labelsOf(series) {
  return [...new Set(series.flatMap(({ points }) => points.map(({ label }) => label)))];
}
