// A channel or direct message: heading, messages, and the composer or the offer to join.
import { html } from "../ground/dom.js";
import { channel, directMessage, state, titleOf } from "../ground/store.js";
import { loadEarlier, loadLater } from "../ground/refresh.js";
import { changeChannel } from "../ground/settle.js";
import { confirmThen } from "../ground/verbs.js";
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
  const edges = { earlier: shown?.hasMore ? loadEarlier : null, later: shown?.hasLater ? loadLater : null };
  return html`<main class="main" aria-label=${title}>
    <${Heading} id=${id} title=${title} />
    ${withApp && html`<${AppTabs} at="Messages" />`}
    <${MessageList} label=${`Messages in ${title}`} place=${id} channel=${id} list=${shown?.list} edges=${edges} />
    <${Foot} id=${id} title=${title} />
  </main>`;
}

/** What stands below the messages: where to write, or why one can't. */
function Foot({ id, title }) {
  const { is_archived, is_member = true } = channel(id) ?? {};
  if (is_archived) return html`<${ArchivedNote} title=${title} isMember=${is_member} />`;
  return is_member ? html`<${Composer} place=${id} label=${`Message ${title}`} />` : html`<${JoinOffer} title=${title} />`;
}

function Heading({ id, title }) {
  const found = channel(id);
  const options = found?.is_member && !found.group_of ? optionsOf(found, title) : [];
  const locked = found?.is_private && !found.group_of;
  return html`<header class="heading">
    <h1>${locked && html`<${Lock} />`}${locked ? found.name : title}</h1>
    ${found?.is_ext_shared && html`<span class="badge">shared with another organisation</span>`}
    ${found && html`<span class="quiet members">${membersOf(found)}</span>`}
    ${found?.topic && html`<span class="topic"><${Mrkdwn} text=${found.topic} /></span>`}
    ${options.length > 0 && html`<${Menu} label="Channel options" items=${options}>⋯<//>`}
  </header>`;
}

function optionsOf({ is_general, is_private, is_archived, bot_is_member }, title) {
  const { app } = state.workspace;
  const option = (label, verb, extra) => ({ label, choose: () => changeChannel(verb, extra) });
  const sure = (label, verb, words, yes) => ({
    label,
    choose: () => confirmThen(asking(`${label}?`, words, yes), () => changeChannel(verb), () => {}),
  });
  if (is_archived) return [option(`Bring ${title} back`, "unarchive")];
  return [
    !is_general && option(`Leave ${title}`, "leave"),
    bot_is_member && option(`Remove ${app.name}`, "remove", { user: app.bot_user_id }),
    !is_private && !is_general && sure("Make private", "make-private", "Only those who are in it will see it, and it stays so.", "Make private"),
    !is_general && sure("Archive channel", "archive", "Everybody can still read it; nobody can write.", "Archive"),
  ].filter(Boolean);
}

function asking(title, text, yes) {
  const plain = (words) => ({ type: "plain_text", text: words });
  return { title: plain(title), text: plain(text), confirm: plain(yes), deny: plain("Not now") };
}

function membersOf({ num_members, bot_is_member }) {
  const people = num_members - (bot_is_member ? 1 : 0);
  return `${people} ${people === 1 ? "member" : "members"}${bot_is_member ? ` and ${state.workspace.app.name}` : ""}`;
}

function JoinOffer({ title }) {
  return html`<div class="join"><p>You are looking at ${title}.</p>
    <button type="button" class="button primary" onClick=${() => changeChannel("join")}>Join channel</button></div>`;
}

function ArchivedNote({ title, isMember }) {
  return html`<div class="join"><p>${title} is archived, so nothing can be added.</p>
    ${isMember && html`<button type="button" class="button" onClick=${() => changeChannel("unarchive")}>Bring it back</button>`}
  </div>`;
}
