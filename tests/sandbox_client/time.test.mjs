// Moments in the acting person's own zone.
import assert from "node:assert/strict";
import test from "node:test";
import { clockTime, dateTokens, dayKey, dayName, placeAndTime } from "../../bot/sandbox/static/text/time.js";

const NEW_YEAR = Date.UTC(2026, 0, 1) / 1000;

test("the same moment is another hour and day elsewhere", () => {
  assert.equal(clockTime(NEW_YEAR, "Asia/Kolkata"), "05:30");
  assert.equal(clockTime(NEW_YEAR, "America/New_York"), "19:00");
  assert.equal(dayKey(NEW_YEAR, "America/New_York"), "2025-12-31");
});

test("a zone is called by its city", () => {
  assert.equal(placeAndTime(NEW_YEAR, "Asia/Kolkata"), "Kolkata, 05:30");
  assert.equal(placeAndTime(NEW_YEAR, "America/New_York"), "New York, 19:00");
  assert.equal(placeAndTime(NEW_YEAR, "UTC"), "UTC, 00:00");
});

test("<!date> tokens are filled and unknown ones left", () => {
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
