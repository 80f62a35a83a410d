// Where the parts of a chart are drawn; pure.

export const WIDTH = 480;
export const HEIGHT = 210;
export const LEFT = 44;
export const BOTTOM = 180;
const TOP = 12;
const STEPS = [1, 2, 2.5, 5, 10];

/** Round marks for the vertical axis that reach around all values and zero: [lowest, …, highest]. */
export function marks(values) {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const rough = (high - low || 1) / 4;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = size * STEPS.find((one) => one * size >= rough - 1e-9);
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(10)));
}

/** Turns a value into its height on the drawing. */
export function heightOf(ticks) {
  const [low, high] = [ticks[0], ticks.at(-1)];
  return (value) => BOTTOM - ((value - low) / (high - low)) * (BOTTOM - TOP);
}

/** The middle of the category with this index, and how wide each category is. */
export function slots(count) {
  const width = (WIDTH - LEFT - 8) / Math.max(1, count);
  return { width, middle: (index) => LEFT + width * (index + 0.5) };
}

/** The slices of a pie: each { label, value, share, path }, drawn around (0, 0) with radius 1, clockwise from the top. */
export function slices(segments) {
  const whole = segments.reduce((sum, { value }) => sum + value, 0);
  let from = 0;
  return segments.map(({ label, value }) => {
    const share = value / whole;
    const path = slice(from, from + share);
    from += share;
    return { label, value, share, path };
  });
}

function slice(from, to) {
  const end = Math.min(to, from + 0.99999); // a whole circle's arc would begin where it ends
  const at = (turn) => `${Math.sin(turn * 2 * Math.PI).toFixed(5)} ${(-Math.cos(turn * 2 * Math.PI)).toFixed(5)}`;
  return `M0 0L${at(from)}A1 1 0 ${end - from > 0.5 ? 1 : 0} 1 ${at(end)}Z`;
}
