// The sidebar: channels, direct messages, and the app with its Home.
import { html } from "../ground/dom.js";
import { rove } from "../ground/keys.js";
import { directMessage, nameOf, person, seat, state, titleOf } from "../ground/store.js";
import { openConversation, openDirectMessage, openHome } from "../ground/going.js";
import { emojiOf } from "../text/emoji.js";
import { Avatar } from "./people.js";

const entriesIn = (nav) => [...nav.querySelectorAll(".entry")];

export function Sidebar() {
  const { app, channels, people } = state.workspace;
  const others = people.filter((one) => !one.is_bot && one.id !== state.actor && (one.is_known || dmWith(one.id)));
  const onKeyDown = (event) => rove(event, entriesIn(event.currentTarget));
  return html`<nav class="sidebar" aria-label="Channels and people" onKeyDown=${onKeyDown}>
    <h2>Channels</h2>
    <ul>${channels.filter((one) => !one.group_of).map((one) => html`<li key=${one.id}><${ChannelEntry} channel=${one} /></li>`)}</ul>
    <h2>Direct messages</h2>
    <ul>${others.map((one) => html`<li key=${one.id}><${PersonEntry} user=${one.id} /></li>`)}
      ${channels.filter((one) => one.group_of).map((one) => html`<li key=${one.id}><${GroupEntry} group=${one} /></li>`)}</ul>
    ${app.is_here && html`<h2>Apps</h2><ul><li><${AppEntry} app=${app} /></li></ul>`}
  </nav>`;
}

/** One line of the sidebar. Tab stops at the open one only; arrow keys reach the others. */
function Entry({ current, isRead = current, place, dim, open, children }) {
  const { unread = 0, mentions = 0 } = (!isRead && place) || {};
  const look = `entry ${unread ? "unread" : ""} ${dim ? "dim" : ""}`;
  const given = { "aria-current": current ? "page" : undefined, tabindex: current ? 0 : -1 };
  return html`<button type="button" class=${look} ...${given} onClick=${open}>
    ${children}${unread > 0 && html`<${Waiting} mentions=${mentions} />`}
  </button>`;
}

/** The mark of unread messages, with how many of them are meant for the acting person. */
export function Waiting({ mentions }) {
  if (!mentions) return html`<span class="dot" role="img" aria-label="unread"></span>`;
  return html`<span class="waiting"><span class="unseen"> unread for you: </span>${mentions > 99 ? "99+" : mentions}</span>`;
}

function ChannelEntry({ channel }) {
  const { id, name, is_private, is_member } = channel;
  return html`<${Entry} current=${seat().channel === id} place=${channel} dim=${!is_member} open=${() => openConversation(id)}>
    <span class="mark" aria-hidden="true">${is_private ? html`<${Lock} />` : "#"}</span>${name}
    ${is_private && html`<span class="unseen"> (private)</span>`}
  <//>`;
}

function GroupEntry({ group }) {
  const { id, group_of } = group;
  return html`<${Entry} current=${seat().channel === id} place=${group} open=${() => openConversation(id)}>
    <span class="mark" aria-hidden="true">${group_of.length - 1}</span><span class="names">${titleOf(id)}</span>
  <//>`;
}

export function Lock() {
  return html`<svg width="12" height="14" viewBox="0 0 12 14" role="img" aria-label="private">
    <path d="M3 6V4a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor" stroke-width="1.6" />
    <rect x="1" y="6" width="10" height="7" rx="1.5" fill="currentColor" />
  </svg>`;
}

function dmWith(user) {
  return state.workspace.dms.find((one) => one.with === user)?.id;
}

function PersonEntry({ user }) {
  const id = dmWith(user);
  const current = id !== undefined && seat().channel === id;
  return html`<${Entry} current=${current} place=${directMessage(id)} open=${() => openDirectMessage(user)}>
    <${Avatar} user=${user} size=${20} /><span class="names">${nameOf(user)}</span><${Presence} user=${user} />
  <//>`;
}

/** What somebody says of themselves, beside their name. */
function Presence({ user }) {
  const { deleted, is_guest, is_outside, paused_until, status } = person(user);
  if (deleted) return html`<span class="presence">deactivated</span>`;
  const said = `${status.emoji} ${status.text}`.trim();
  const standing = is_outside ? "outside" : is_guest && "guest";
  const explained = is_outside ? "From another organisation" : "Sees only the channels they are in";
  return html`${standing && html`<span class="presence" title=${explained}>${standing}</span>`}${said && html`<span class="presence" title=${said}>${emojiOf(status.emoji.replaceAll(":", "")) ?? "💬"}</span>`}
    ${paused_until && html`<span class="presence" role="img" aria-label="notifications paused" title="Notifications paused">🌙</span>`}`;
}

function AppEntry({ app }) {
  const id = dmWith(app.bot_user_id);
  const here = seat().channel;
  const current = here === null || directMessage(here)?.with === app.bot_user_id;
  const toMessages = !app.has_home || directMessage(id)?.unread > 0;
  const open = toMessages ? () => openDirectMessage(app.bot_user_id) : openHome;
  return html`<${Entry} current=${current} isRead=${current && here !== null} place=${directMessage(id)} open=${open}>
    <${Avatar} user=${app.bot_user_id} size=${20} />${app.name}
  <//>`;
}
