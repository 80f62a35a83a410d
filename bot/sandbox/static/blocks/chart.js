// Renders data_visualization blocks: a drawing for the eye, and the same figures as a table for everybody else.
import { html } from "../ground/dom.js";
import { BOTTOM, HEIGHT, heightOf, LEFT, marks, slices, slots, WIDTH } from "./plot.js";

const LABEL_PX = 64; // with less room than this a category's label is left out

export function Chart({ block }) {
  const { chart, title } = block;
  const pie = chart.type === "pie";
  return html`<figure class="chart">
    <figcaption>${title}</figcaption>
    ${pie ? html`<${Pie} segments=${chart.segments} />` : html`<${Plot} chart=${chart} />`}
    ${!pie && chart.series.length > 1 && html`<${Legend} names=${chart.series.map(({ name }) => name)} />`}
    <${Figures} chart=${chart} title=${title} />
  </figure>`;
}

function Plot({ chart }) {
  const { series, axis_config: axis } = chart;
  const ticks = marks(series.flatMap(({ data }) => data.map(({ value }) => value)));
  const height = heightOf(ticks);
  const { width, middle } = slots(axis.categories.length);
  const every = Math.ceil(LABEL_PX / width);
  const Shape = SHAPES[chart.type];
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT + (axis.x_label ? 18 : 0)}" aria-hidden="true">
    ${ticks.map((tick) => html`<g key=${tick}>
      <line class=${tick === 0 ? "axis" : "guide"} x1=${LEFT} x2=${WIDTH - 8} y1=${height(tick)} y2=${height(tick)} />
      <text x=${LEFT - 6} y=${height(tick) + 4} text-anchor="end">${tick.toLocaleString("en")}</text></g>`)}
    ${axis.categories.map((label, index) => index % every === 0 && html`<text x=${middle(index)} y=${BOTTOM + 18} text-anchor="middle">${label}</text>`)}
    ${series.map(({ name, data }, index) => html`<${Shape} key=${name} ...${{ data, index, of: series.length, height, width, middle }} />`)}
    ${axis.x_label && html`<text x=${(WIDTH + LEFT) / 2} y=${HEIGHT + 10} text-anchor="middle">${axis.x_label}</text>`}
    ${axis.y_label && html`<text transform="translate(10 ${BOTTOM / 2}) rotate(-90)" text-anchor="middle">${axis.y_label}</text>`}
  </svg>`;
}

const SHAPES = { bar: Bars, line: Line, area: Area };

function Bars({ data, index, of, height, width, middle }) {
  const wide = Math.min(46, (width * 0.7) / of);
  return data.map(({ label, value }, at) => {
    const x = middle(at) + wide * (index - of / 2);
    const [from, to] = [height(0), height(value)];
    return html`<rect class="fill-${index}" x=${x + 1} width=${wide - 2} y=${Math.min(from, to)} height=${Math.max(1, Math.abs(from - to))} rx="2">
      <title>${label}: ${value}</title></rect>`;
  });
}

const path = (data, { height, middle }) => data.map(({ value }, at) => `${middle(at)},${height(value)}`).join(" ");

function Line({ data, index, ...place }) {
  return html`<polyline class="line-${index}" points=${path(data, place)} />
    ${data.map(({ label, value }, at) => html`<circle class="fill-${index}" cx=${place.middle(at)} cy=${place.height(value)} r="3.5"><title>${label}: ${value}</title></circle>`)}`;
}

function Area({ data, index, ...place }) {
  const [first, last, ground] = [place.middle(0), place.middle(data.length - 1), place.height(0)];
  return html`<polygon class="fill-${index} area" points="${first},${ground} ${path(data, place)} ${last},${ground}" />
    <polyline class="line-${index}" points=${path(data, place)} />`;
}

function Pie({ segments }) {
  return html`<div class="pie"><svg viewBox="-1.05 -1.05 2.1 2.1" width="150" height="150" aria-hidden="true">
      ${slices(segments).map(({ label, path: d }, index) => html`<path key=${label} class="fill-${index % 6} slice" d=${d} />`)}
    </svg>
    <${Legend} names=${slices(segments).map(({ label, share }) => `${label} · ${Math.round(share * 100)} %`)} /></div>`;
}

function Legend({ names }) {
  return html`<ul class="legend" aria-hidden="true">
    ${names.map((name, index) => html`<li key=${name}><svg width="11" height="11"><rect class="fill-${index % 6}" width="11" height="11" rx="3" /></svg> ${name}</li>`)}
  </ul>`;
}

function Figures({ chart, title }) {
  const rows = chart.segments ?? chart.series[0].data;
  const columns = chart.segments ? [{ name: "", data: chart.segments }] : chart.series;
  return html`<div class="unseen"><table><caption>${title}</caption>
    <thead><tr><th scope="col">${chart.axis_config?.x_label ?? ""}</th>${columns.map(({ name }) => html`<th scope="col">${name || chart.axis_config?.y_label || "Value"}</th>`)}</tr></thead>
    <tbody>${rows.map(({ label }, at) => html`<tr><th scope="row">${label}</th>${columns.map(({ data }) => html`<td>${data[at]?.value ?? "–"}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}
