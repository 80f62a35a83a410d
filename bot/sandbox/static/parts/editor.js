// Where a person puts their own message in other words, in its place: Enter saves, Escape leaves it as it was.
import { html, useLayoutEffect, useRef } from "../ground/dom.js";
import { state } from "../ground/store.js";
import { editMessage } from "../ground/verbs.js";
import { asTyped } from "../text/typed.js";
import { Writing } from "./composer.js";

export function Editor({ message, channel, close }) {
  const { ts, text } = message;
  const box = useRef();
  // As soon as it is drawn, so that the first letter typed is not lost.
  useLayoutEffect(() => {
    box.current.querySelector("textarea").focus({ preventScroll: true });
    box.current.scrollIntoView({ block: "nearest" });
  }, []);
  const submit = async (words) => {
    const saved = await editMessage(channel, ts, words);
    if (saved) close();
    return saved;
  };
  const begin = asTyped(text, state.workspace);
  return html`<div class="editor" ref=${box}>
    <${Writing} ...${{ submit, begin }} place=${`edit/${ts}`} label="Edit message" verb="Save" cancel=${close} isBare />
  </div>`;
}
