// Moving among many things by arrow keys, so that Tab passes them in one step.

const STEPS = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
const SIDEWAYS = { ...STEPS, ArrowRight: 1, ArrowLeft: -1 };

/** Move the focus among `items` as an arrow key asks; in a grid, up and down go a row. Returns whether it was one. */
export function rove(event, items, { grid = false } = {}) {
  const step = (grid ? SIDEWAYS : STEPS)[event.key];
  if (!step || !items.length || event.altKey || event.ctrlKey || event.metaKey) return false;
  const at = items.indexOf(document.activeElement);
  const row = grid && event.key.match(/Up|Down/) ? columns(items) : 1;
  const to = at < 0 ? (grid ? 0 : items.length - 1) : at + step * row;
  items[Math.max(0, Math.min(items.length - 1, to))].focus();
  event.preventDefault();
  return true;
}

function columns(items) {
  const below = items.findIndex((one) => one.offsetTop > items[0].offsetTop);
  return below < 0 ? items.length : below;
}
