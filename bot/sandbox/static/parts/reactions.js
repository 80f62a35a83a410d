// The reactions under a message, each a button that adds or takes back one's own.
import { html } from "../ground/dom.js";
import { nameOf, state, update } from "../ground/store.js";
import { react } from "../ground/verbs.js";
import { Emoji } from "../text/text.js";

export function Reactions({ message, channel }) {
  if (!message.reactions?.length) return null;
  return html`<div class="reactions" role="group" aria-label="Reactions">
    ${message.reactions.map(
      (reaction) => html`<${Reaction} key=${reaction.name} reaction=${reaction} channel=${channel} ts=${message.ts} />`,
    )}
    <${ReactionButton} look="reaction" label="Add another reaction" channel=${channel} ts=${message.ts}>☺+<//>
  </div>`;
}

/** A button that lets one pick an emoji to react with. */
export function ReactionButton({ look, label, channel, ts, children }) {
  const pick = (name) => react(channel, ts, name, true);
  const open = () => update({ picking: { verb: "React with", pick } });
  return html`<button type="button" class=${look} aria-label=${label} title=${label} onClick=${open}>${children}</button>`;
}

function Reaction({ reaction, channel, ts }) {
  const { name, users, count } = reaction;
  const mine = users.includes(state.actor);
  const label = `:${name}: ${count} ${count === 1 ? "reaction" : "reactions"}`;
  const title = `${listed(users)} reacted with :${name}:`;
  const toggle = () => react(channel, ts, name, !mine);
  return html`<button type="button" class="reaction" aria-pressed=${mine} aria-label=${label} title=${title} onClick=${toggle}>
    <${Emoji} name=${name} /> ${count}
  </button>`;
}

function listed(users) {
  const others = users.filter((user) => user !== state.actor).map(nameOf);
  const all = users.includes(state.actor) ? ["You", ...others] : others;
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}
