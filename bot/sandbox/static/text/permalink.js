// Reads links to a place or message in Slack, such as https://slack.com/archives/C1/p1700000000000100; pure.
const LINK = /^https:\/\/(?:[\w-]+\.)*slack\.com\/archives\/([A-Z0-9]+)(?:\/p(\d+)(\d{6}))?\/?(?:\?([^#]*))?$/;

/** The conversation, message and thread that a link names; null for any other link. */
export function permalink(url) {
  const [, channel, seconds, fraction, query] = url.match(LINK) ?? [];
  if (!channel) return null;
  const ts = seconds ? `${seconds}.${fraction}` : null;
  return { channel, ts, thread: new URLSearchParams(query).get("thread_ts") };
}
