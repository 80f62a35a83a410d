// The one place that knows which view library the client is built with.
import { h, render } from "../vendor/preact.mjs";
import htm from "../vendor/htm.mjs";

export { render };
export { useEffect, useId, useLayoutEffect, useRef, useState } from "../vendor/hooks.mjs";

export const html = htm.bind(h);
