import { expect, test } from "vitest";
import { absoluteWithZone, momentInWords } from "./moment.ts";

const AT = new Date("2026-11-27T23:05:40Z");
const after = (minutes: number, zone = "UTC") => momentInWords(AT, AT.getTime() + minutes * 60_000, zone);

test("a time is relative below a day and a date from a day on", () => {
  expect([0, 0.9, 1, 3.5, 59.9].map((minutes) => after(minutes))).toEqual([
    "just now",
    "just now",
    "1 min ago",
    "3 min ago",
    "59 min ago",
  ]);
  expect([60, 119, 1439].map((minutes) => after(minutes))).toEqual(["1 h ago", "1 h ago", "23 h ago"]);
  expect(after(1440)).toMatch(/^Nov 27, 2026, 11:05\sPM$/);
});

test("a clock that runs behind the server's says just now", () => {
  expect(after(-5)).toBe("just now");
});

test("a date is the reader's, and its long form names the zone", () => {
  expect(after(1440, "Asia/Tokyo")).toMatch(/^Nov 28, 2026, 8:05\sAM$/);
  expect(absoluteWithZone(AT, "Asia/Tokyo")).toMatch(/^Nov 28, 2026, 8:05\sAM GMT\+9$/);
  expect(absoluteWithZone(AT, "UTC")).toMatch(/^Nov 27, 2026, 11:05\sPM UTC$/);
});
