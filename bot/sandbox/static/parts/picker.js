// The emoji picker.
import { html, useState } from "../ground/dom.js";
import { rove } from "../ground/keys.js";
import { update } from "../ground/store.js";
import { emojiGroups, emojiOf, findEmoji, OFTEN } from "../text/emoji.js";
import { Dialog } from "./dialog.js";

const FOUND_AT_MOST = 80;

export function EmojiPicker({ verb, pick }) {
  const [word, setWord] = useState("");
  const [group, setGroup] = useState("Often");
  const close = () => update({ picking: null });
  const groups = [["Often", OFTEN], ...emojiGroups()];
  const names = word
    ? findEmoji(word.replaceAll(":", ""), FOUND_AT_MOST)
    : groups.find(([label]) => label === group)[1];
  const show = (label) => {
    setWord("");
    setGroup(label);
  };
  const choose = (name) => {
    close();
    pick(name);
  };
  const onKeyDown = (event) => {
    if (event.key !== "Enter" || !names.length) return;
    event.preventDefault(); // else the key presses what gets the focus back: the button that opened the picker
    choose(names[0]);
  };
  return html`<${Dialog} look="picker" label="Pick an emoji" close=${close}>
    <input
      type="search"
      aria-label="Search emoji"
      placeholder="Search emoji"
      autofocus
      value=${word}
      onInput=${(event) => setWord(event.target.value)}
      onKeyDown=${onKeyDown}
    />
    <div class="tabs" role="group" aria-label="Kinds of emoji">
      ${groups.map(([label]) => {
        const pressed = !word && label === group;
        return html`<button type="button" class="tab" aria-pressed=${pressed} onClick=${() => show(label)}>${label}</button>`;
      })}
    </div>
    <div class="grid" onKeyDown=${(event) => rove(event, [...event.currentTarget.querySelectorAll("button")], { grid: true })}>
      ${names.map(
        (
          name,
          index,
        ) => html`<button type="button" key=${name} tabindex=${index ? -1 : 0} aria-label="${verb} :${name}:" title=":${name}:" onClick=${() => choose(name)}>
          ${emojiOf(name)}
        </button>`,
      )}
      ${names.length === 0 && html`<p class="quiet">No emoji is called so.</p>`}
    </div>
  <//>`;
}
