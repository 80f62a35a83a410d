// The top view of the acting person's modal stack. It leaves the top bar in reach, so that one can act as others meanwhile.
import { html, useEffect, useId, useLayoutEffect, useRef, useState } from "../ground/dom.js";
import { rememberFocus } from "../ground/focus.js";
import { seat, state } from "../ground/store.js";
import { closeView, errorsOf, forgetError, submitView } from "../ground/verbs.js";
import { Blocks } from "../blocks/blocks.js";
import { useSurface } from "../blocks/surface.js";

const FIRST = "[data-first], .content input, .content textarea, .content select, .content button, .footer button";

/** Shows `view` over the workspace, and gives the focus back once no view is left. */
export function ModalLayer({ view }) {
  const [giveBack] = useState(rememberFocus);
  useEffect(() => giveBack, []);
  return html`<div class="modal-veil"><${Modal} key=${view.id} view=${view} /></div>`;
}

function Modal({ view }) {
  const title = useId();
  const box = useRef();
  const { fields, general } = errorsOf(view);
  const surface = useSurface(view.id, { type: "view", view_id: view.id }, view.blocks, {
    errors: fields,
    here: seat().channel,
    edited: (block_id) => forgetError(view, block_id),
  });
  const busy = state.submitting === view.id;
  const submitting = busy ? "One moment…" : view.submit?.text;
  const closing = view.close?.text ?? (view.submit ? "Cancel" : "Close");
  useFocusInside(box, [view.hash, busy]);
  useFocusOnError(box, busy, general);
  useEscape(() => closeView(view));
  const submit = (event) => {
    event.preventDefault();
    if (!busy && view.submit) submitView(view, surface.latest());
  };
  return html`<dialog class="modal" open ref=${box} aria-labelledby=${title}>
    <form noValidate onSubmit=${submit} aria-busy=${busy}>
      <div class="heading"><h2 id=${title}>${view.title.text}</h2>
        <button type="button" class="icon" aria-label="Dismiss" onClick=${() => closeView(view)}>✕</button></div>
      <div class="content">
        ${general && html`<p class="error" role="alert">${general}</p>`}
        <${Blocks} blocks=${view.blocks} surface=${surface} />
      </div>
      <div class="footer">
        <button type="button" class="button" onClick=${() => closeView(view)}>${closing}</button>
        ${view.submit && html`<button type="submit" class="button primary" disabled=${busy}>${submitting}</button>`}
      </div>
    </form>
  </dialog>`;
}

/** Focus the first field when the view opens, and whenever its change took away what had the focus; then the view
 * stays where it was scrolled to. */
function useFocusInside(box, changes) {
  const opened = useRef(false);
  useLayoutEffect(() => {
    const lost = document.activeElement === document.body;
    if (opened.current && !lost) return;
    const first = box.current.querySelector("[data-first]") ?? box.current.querySelector(FIRST);
    first?.focus({ preventScroll: opened.current });
    opened.current = true;
  }, changes);
}

/** Once a submission was refused, go to the first field that needs something. */
function useFocusOnError(box, busy, general) {
  useEffect(() => {
    if (busy) return;
    box.current.querySelector("[aria-invalid=true]")?.focus();
    box.current.querySelector(".error")?.scrollIntoView({ block: "center" });
  }, [busy, general]);
}

/** Escape closes the view wherever the focus is, unless something above the view takes it; as soon as it is drawn. */
function useEscape(close) {
  useLayoutEffect(() => {
    const onKeyDown = (event) => {
      if (event.key === "Escape" && !state.confirming && !state.picking) close();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });
}
