// A channel or direct message: heading, messages, and the composer or the offer to join.
import { html } from "../ground/dom.js";
import { channel, directMessage, state, titleOf } from "../ground/store.js";
import { loadEarlier } from "../ground/refresh.js";
import { changeMembership } from "../ground/verbs.js";
import { Mrkdwn } from "../text/text.js";
import { AppTabs } from "./app_tabs.js";
import { Composer } from "./composer.js";
import { Menu } from "./menu.js";
import { MessageList } from "./message_list.js";
import { Lock } from "./sidebar.js";

export function Conversation({ id }) {
  const { messages, workspace } = state;
  const shown = messages?.channel === id ? messages : null;
  const withApp = directMessage(id)?.with === workspace.app.bot_user_id;
  const title = titleOf(id);
  const outside = channel(id)?.is_member === false;
  return html`<main class="main" aria-label=${title}>
    <${Heading} id=${id} title=${title} />
    ${withApp && html`<${AppTabs} at="Messages" />`}
    <${MessageList} label=${`Messages in ${title}`} channel=${id} list=${shown?.list} earlier=${shown?.hasMore && loadEarlier} />
    ${outside ? html`<${JoinOffer} title=${title} />` : html`<${Composer} place=${id} label=${`Message ${title}`} />`}
  </main>`;
}

function Heading({ id, title }) {
  const found = channel(id);
  const leave = { label: `Leave ${title}`, choose: () => changeMembership("leave") };
  return html`<header class="heading">
    <h1>${found?.is_private && html`<${Lock} />`}${found?.is_private ? found.name : title}</h1>
    ${found && html`<span class="quiet members">${membersOf(found)}</span>`}
    ${found?.topic && html`<span class="topic"><${Mrkdwn} text=${found.topic} /></span>`}
    ${found?.is_member && html`<${Menu} label="Channel options" items=${[leave]}>⋯<//>`}
  </header>`;
}

function membersOf({ num_members, bot_is_member }) {
  const people = num_members - (bot_is_member ? 1 : 0);
  return `${people} ${people === 1 ? "member" : "members"}${bot_is_member ? ` and ${state.workspace.app.name}` : ""}`;
}

function JoinOffer({ title }) {
  return html`<div class="join"><p>You are looking at ${title}.</p>
    <button type="button" class="button primary" onClick=${() => changeMembership("join")}>Join channel</button></div>`;
}
