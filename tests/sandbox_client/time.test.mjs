// Moments in the acting person's own zone.
import assert from "node:assert/strict";
import test from "node:test";
import { follow } from "../../bot/sandbox/static/ground/clock.js";
import {
  clockTime,
  dateTokens,
  dayAndTime,
  dayKey,
  dayName,
  howLong,
  momentAt,
  placeDayAndTime,
  wallTime,
} from "../../bot/sandbox/static/text/time.js";

const NEW_YEAR = Date.UTC(2026, 0, 1) / 1000;

test("the same moment is another hour and day elsewhere", () => {
  assert.equal(clockTime(NEW_YEAR, "Asia/Kolkata"), "05:30");
  assert.equal(clockTime(NEW_YEAR, "America/New_York"), "19:00");
  assert.equal(dayKey(NEW_YEAR, "America/New_York"), "2025-12-31");
});

test("a zone is called by its city", () => {
  assert.equal(placeDayAndTime(NEW_YEAR, "Asia/Kolkata"), "Kolkata, Thu 1 Jan 05:30");
  assert.equal(placeDayAndTime(NEW_YEAR, "America/New_York"), "New York, Wed 31 Dec 19:00");
  assert.equal(placeDayAndTime(NEW_YEAR, "UTC"), "UTC, Thu 1 Jan 00:00");
});

test("<!date> tokens are filled and unknown ones left", (t) => {
  follow(NEW_YEAR + 200 * 86400);
  t.after(() => follow(Date.now() / 1000));
  const filled = dateTokens(NEW_YEAR, "{date_num} {date_short} at {time} {mystery}", "Europe/Amsterdam");
  assert.equal(filled, "2026-01-01 1 Jan 2026 at 01:00 {mystery}");
});

test("days near today have names", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: (NEW_YEAR + 3600) * 1000 });
  assert.equal(dayName(NEW_YEAR, "UTC"), "Today");
  assert.equal(dayName(NEW_YEAR - 7200, "UTC"), "Yesterday");
  assert.equal(dateTokens(NEW_YEAR + 86400, "{date_short_pretty}", "UTC"), "tomorrow");
  assert.equal(dateTokens(NEW_YEAR + 10800, "{ago}", "UTC"), "in 2 hours");
});

test("a date within half a year is said without its year", (t) => {
  follow(NEW_YEAR);
  t.after(() => follow(Date.now() / 1000));
  assert.equal(dateTokens(NEW_YEAR + 7 * 86400, "{date_long_pretty} at {time}", "UTC"), "Thursday 8 January at 00:00");
  assert.equal(dateTokens(NEW_YEAR - 7 * 86400, "{date_short}", "UTC"), "25 Dec");
  assert.equal(dateTokens(NEW_YEAR + 184 * 86400, "{date}", "UTC"), "4 July 2026");
});

test("a moment and a while are written for people", () => {
  assert.equal(dayAndTime(NEW_YEAR, "America/New_York"), "Wednesday 31 Dec, 19:00");
  assert.equal(howLong(86400 + 3 * 3600 + 59 * 60), "1 day 3 hours");
  assert.equal(howLong(2 * 86400), "2 days");
  assert.equal(howLong(3600 + 60), "1 hour 1 minute");
  assert.equal(howLong(20), "less than a minute");
});

test("what is near today follows the workspace's clock, which goes on running", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: NEW_YEAR * 1000 });
  follow(NEW_YEAR + 7 * 86400);
  t.after(() => follow(Date.now() / 1000));
  assert.equal(dayName(NEW_YEAR + 7 * 86400, "UTC"), "Today");
  t.mock.timers.tick(86400 * 1000);
  assert.equal(dayName(NEW_YEAR + 7 * 86400, "UTC"), "Yesterday");
  assert.equal(dateTokens(NEW_YEAR + 8 * 86400 - 7200, "{ago}", "UTC"), "2 hours ago");
});

test("a wall clock's time becomes its moment, on both sides of a change to summer time", () => {
  for (const wall of ["2026-03-29T01:59", "2026-03-29T03:00", "2026-07-01T12:00", "2026-10-25T03:00"])
    assert.equal(wallTime(momentAt(wall, "Europe/Amsterdam"), "Europe/Amsterdam"), wall);
  assert.equal(momentAt("2026-01-01T05:30", "Asia/Kolkata"), NEW_YEAR);
  assert.equal(wallTime(momentAt("2026-03-29T02:30", "Europe/Amsterdam"), "Europe/Amsterdam"), "2026-03-29T03:30");
});
