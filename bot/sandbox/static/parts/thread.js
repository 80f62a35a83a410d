// The thread pane: a message and its replies.
import { html, useEffect } from "../ground/dom.js";
import { rememberFocus } from "../ground/focus.js";
import { seat, state, titleOf } from "../ground/store.js";
import { closeThread } from "../ground/going.js";
import { Composer } from "./composer.js";
import { MessageList } from "./message_list.js";

export function Thread({ ts }) {
  const { channel } = seat();
  const list = state.thread?.ts === ts ? state.thread.list : undefined;
  useEffect(rememberFocus, []);
  const onKeyDown = (event) => {
    if (event.key === "Escape") closeThread();
  };
  return html`<aside class="thread" aria-label="Thread" onKeyDown=${onKeyDown}>
    <header class="heading"><h2>Thread</h2><span class="quiet">${titleOf(channel)}</span>
      <button type="button" class="icon" aria-label="Close thread" onClick=${closeThread}>✕</button></header>
    <${MessageList} label="Messages in this thread" place=${`${channel}/${ts}`} channel=${channel} list=${list} inThread />
    <${Composer} place=${ts} thread_ts=${ts} label="Reply in thread" />
  </aside>`;
}
