// The reactions under a message, each a button that adds or takes back one's own.
import { html } from "../ground/dom.js";
import { nameOf, state, update } from "../ground/store.js";
import { react } from "../ground/verbs.js";
import { Emoji } from "../text/text.js";

export function Reactions({ message, channel }) {
  if (!message.reactions?.length) return null;
  return html`<div class="reactions" role="group" aria-label="Reactions">
    ${message.reactions.map((reaction) => html`<${Reaction} key=${reaction.name} ...${{ reaction, channel }} ts=${message.ts} />`)}
    <button type="button" class="reaction" aria-label="Add another reaction" title="Add another reaction"
      onClick=${() => update({ picking: (name) => react(channel, message.ts, name, true) })}>☺+</button>
  </div>`;
}

function Reaction({ reaction, channel, ts }) {
  const { name, users, count } = reaction;
  const mine = users.includes(state.actor);
  const label = `:${name}: ${count} ${count === 1 ? "reaction" : "reactions"}`;
  return html`<button type="button" class="reaction" aria-pressed=${mine} aria-label=${label} title="${listed(users)} reacted with :${name}:"
    onClick=${() => react(channel, ts, name, !mine)}><${Emoji} name=${name} /> ${count}</button>`;
}

function listed(users) {
  return new Intl.ListFormat("en").format(users.map((user) => (user === state.actor ? "You" : nameOf(user))));
}
