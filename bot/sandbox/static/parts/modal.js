// The top view of the acting person's modal stack. It leaves the top bar in reach, so that one can act as others meanwhile.
import { html, useEffect, useId, useLayoutEffect, useRef, useState } from "../ground/dom.js";
import { seat, state } from "../ground/store.js";
import { closeView, submitView } from "../ground/verbs.js";
import { Blocks } from "../blocks/blocks.js";
import { useSurface } from "../blocks/surface.js";

const FIRST = "[data-first], .content input, .content textarea, .content select, .content button, .footer button";

/** Shows `view` over the workspace, and gives the focus back once no view is left. */
export function ModalLayer({ view }) {
  const [before] = useState(document.activeElement);
  useEffect(() => () => requestAnimationFrame(() => before?.isConnected && before.focus()), []);
  return html`<div class="modal-veil"><${Modal} key=${view.id} view=${view} /></div>`;
}

function Modal({ view }) {
  const title = useId();
  const box = useRef();
  const errors = state.viewErrors[view.id] ?? { fields: view.errors };
  const fields = errors.fields ?? {};
  const surface = useSurface(view.id, { type: "view", view_id: view.id }, view.blocks, {
    errors: fields,
    here: seat().channel,
  });
  const busy = state.submitting === view.id;
  const submitting = busy ? "One moment…" : view.submit?.text;
  const closing = view.close?.text ?? (view.submit ? "Cancel" : "Close");
  useFocusInside(box);
  useFocusOnError(box, errors);
  const submit = (event) => {
    event.preventDefault();
    if (!busy && view.submit) submitView(view, surface.latest());
  };
  const onKeyDown = (event) => {
    if (event.key === "Escape" && !state.confirming) closeView(view);
  };
  return html`<dialog class="modal" open ref=${box} aria-labelledby=${title} onKeyDown=${onKeyDown}>
    <form noValidate onSubmit=${submit} aria-busy=${busy}>
      <div class="heading"><h2 id=${title}>${view.title.text}</h2>
        <button type="button" class="icon" aria-label="Dismiss" onClick=${() => closeView(view)}>✕</button></div>
      <div class="content">
        ${errors.general && html`<p class="error" role="alert">${errors.general}</p>`}
        <${Blocks} blocks=${view.blocks} surface=${surface} />
      </div>
      <div class="footer">
        <button type="button" class="button" onClick=${() => closeView(view)}>${closing}</button>
        ${view.submit && html`<button type="submit" class="button primary" disabled=${busy}>${submitting}</button>`}
      </div>
    </form>
  </dialog>`;
}

function useFocusInside(box) {
  useLayoutEffect(() => {
    const wanted = box.current.querySelector("[data-first]") ?? box.current.querySelector(FIRST);
    wanted?.focus();
  }, []);
}

function useFocusOnError(box, errors) {
  useEffect(() => {
    box.current.querySelector("[aria-invalid=true]")?.focus();
    box.current.querySelector(".error")?.scrollIntoView({ block: "center" });
  }, [errors]);
}
