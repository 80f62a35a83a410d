// Writes moments in a person's own time zone.
import { now } from "../ground/clock.js";

export function clockTime(seconds, zone) {
  return format(seconds, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** The time of day to the millisecond, for the inspector. */
export function exactTime(seconds, zone) {
  const parts = { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, hourCycle: "h23" };
  return format(seconds, zone, parts);
}

/** The city that a zone is called by. */
export function place(zone) {
  return zone.split("/").at(-1).replaceAll("_", " ");
}

/** Where somebody is, the date and what the clock says there: "Kolkata, Mon 2 Mar 23:10". */
export function placeDayAndTime(seconds, zone) {
  return `${place(zone)}, ${format(seconds, zone, { weekday: "short", day: "numeric", month: "short" }).replace(",", "")} ${clockTime(seconds, zone)}`;
}

/** "Tuesday 3 Mar, 10:00" */
export function dayAndTime(seconds, zone) {
  return `${format(seconds, zone, { weekday: "long", day: "numeric", month: "short" })}, ${clockTime(seconds, zone)}`;
}

/** A while in its two largest units: "1 day 3 hours". */
export function howLong(seconds) {
  const minutes = Math.round(seconds / 60);
  const parts = [
    [Math.floor(minutes / 1440), "day"],
    [Math.floor(minutes / 60) % 24, "hour"],
    [minutes % 60, "minute"],
  ].filter(([count]) => count > 0);
  const words = parts.slice(0, 2).map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`);
  return words.join(" ") || "less than a minute";
}

export function fullTime(seconds, zone) {
  return `${format(seconds, zone, { dateStyle: "full" })} at ${clockTime(seconds, zone)} (${zone})`;
}

export function dayName(seconds, zone) {
  return relativeDay(seconds, zone) ?? format(seconds, zone, { weekday: "long", day: "numeric", month: "long" });
}

export function dayKey(seconds, zone) {
  return written(seconds, zone, DAY_KEY, "en-CA");
}

/** A moment as the clock on the wall shows it in a zone: "2026-03-01T10:30". */
export function wallTime(seconds, zone) {
  return `${dayKey(seconds, zone)}T${clockTime(seconds, zone)}`;
}

/** The moment, in seconds since 1970, at which a wall clock in this zone shows `wall`; a skipped hour comes out later. */
export function momentAt(wall, zone) {
  const asked = Date.parse(`${wall}Z`) / 1000;
  const offset = (seconds) => Date.parse(`${wallTime(seconds, zone)}Z`) / 1000 - seconds;
  const guess = asked - offset(asked);
  return asked - offset(guess);
}

/** Fill the tokens of <!date^…> (Slack's formatting guide) for somebody in this zone. */
export function dateTokens(seconds, pattern, zone) {
  return pattern.replace(/\{(\w+)\}/g, (token, name) => TOKENS[name]?.(seconds, zone) ?? token);
}

const LONG = { weekday: "long", day: "numeric", month: "long" };
const SHORT = { day: "numeric", month: "short" };
const MIDDLE = { day: "numeric", month: "long" };
const HALF_A_YEAR = 183 * 86400; // Slack leaves out the year of what is nearer
const day = (style) => (s, z) =>
  format(s, z, Math.abs(s - now()) < HALF_A_YEAR ? style : { ...style, year: "numeric" });
const pretty = (style) => (s, z) => relativeDay(s, z)?.toLowerCase() ?? day(style)(s, z);
const TOKENS = {
  date_num: (s, z) => dayKey(s, z),
  date: day(MIDDLE),
  date_short: day(SHORT),
  date_long: day(LONG),
  date_pretty: pretty(MIDDLE),
  date_short_pretty: pretty(SHORT),
  date_long_pretty: pretty(LONG),
  time: clockTime,
  time_secs: (s, z) => format(s, z, { timeStyle: "medium", hourCycle: "h23" }),
  ago: (s) => ago(s),
};

/** How long ago, or how soon: "2 hours ago". */
export function ago(seconds) {
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  const away = seconds - now();
  const [unit, size] = [
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
  ].find(([, s]) => Math.abs(away) >= s) ?? ["second", 1];
  return words.format(Math.round(away / size), unit);
}

function relativeDay(seconds, zone) {
  const days = [
    ["Today", 0],
    ["Yesterday", -86400],
    ["Tomorrow", 86400],
  ];
  return days.find(([, shift]) => dayKey(seconds, zone) === dayKey(now() + shift, zone))?.[0];
}

function format(seconds, zone, options) {
  return written(seconds, zone, options, "en-GB");
}

const DAY_KEY = {};
const formats = new Map(); // making a format takes longer than drawing a message

function written(seconds, zone, options, language) {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language, { timeZone: zone, ...options }));
  return formats.get(key).format(seconds * 1000);
}
