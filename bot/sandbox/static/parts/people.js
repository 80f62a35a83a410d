// How people look: initials on a colour of their own.
import { html } from "../ground/dom.js";
import { person } from "../ground/store.js";

export function Avatar({ user, size = 36 }) {
  const { initials = "?", color = "#777", is_bot } = person(user) ?? {};
  const fill = color.startsWith("#") ? color : `#${color}`;
  if (is_bot) return html`<img class="avatar" src="/static/cairn.svg" alt="" width=${size} height=${size} />`;
  return html`<svg class="avatar" width=${size} height=${size} viewBox="0 0 36 36" aria-hidden="true">
    <rect width="36" height="36" rx="8" fill=${fill} />
    <text x="18" y="23.5" text-anchor="middle" font-size="14" font-weight="600" fill="#fff">${initials}</text>
  </svg>`;
}
