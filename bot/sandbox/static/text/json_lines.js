// JSON as lines for reading, with what a JSON pointer names marked; pure.

/** Strings that hold JSON themselves, as form arguments do, opened. */
export function opened(value) {
  if (typeof value === "string" && /^\s*[[{]/.test(value)) {
    try {
      return opened(JSON.parse(value));
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map(opened);
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, opened(inner)]));
  return value;
}

/** The lines of `value`: { text, marked }, marked where they belong to what `pointer` ("/blocks/0/text") names. */
export function jsonLines(value, pointer) {
  const named = pointer?.split("/").slice(1).map(unescape);
  return linesOf(value, "", named, 0, "");
}

function unescape(step) {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

function linesOf(value, label, named, depth, comma) {
  const marked = named?.length === 0;
  const pad = "  ".repeat(depth);
  const line = (text) => ({ text: `${pad}${text}`, marked });
  if (!value || typeof value !== "object") return [line(`${label}${JSON.stringify(value)}${comma}`)];
  const list = Array.isArray(value);
  const [open, close] = list ? "[]" : "{}";
  const entries = Object.entries(value);
  if (entries.length === 0) return [line(`${label}${open}${close}${comma}`)];
  const inside = entries.flatMap(([key, inner], index) => {
    const below = marked ? [] : named?.[0] === key ? named.slice(1) : undefined;
    const end = index < entries.length - 1 ? "," : "";
    return linesOf(inner, list ? "" : `${JSON.stringify(key)}: `, below, depth + 1, end);
  });
  return [line(label + open), ...inside, line(close + comma)];
}
