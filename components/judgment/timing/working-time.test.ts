import { expect, test } from "vitest";
import { IDLE_MS, noteActivity, noteReturn, spentUntil, startWork } from "./working-time.ts";

test("time counts from when the item was painted", () => {
  expect(spentUntil(startWork(1000), 4500)).toBe(3500);
});

test("a lunch break counts as half a minute, not as an hour", () => {
  expect(spentUntil(startWork(0), 3_600_000)).toBe(IDLE_MS);
});

test("reading with moves in between counts whole", () => {
  let time = startWork(0);
  for (let now = 20_000; now <= 100_000; now += 20_000) time = noteActivity(time, now);
  expect(spentUntil(time, 110_000)).toBe(110_000);
});

test("another tab in between does not count", () => {
  const away = noteActivity(startWork(0), 5000);
  expect(spentUntil(noteReturn(away, 60_000), 62_000)).toBe(7000);
});

test("a clock that goes back takes nothing away", () => {
  expect(spentUntil(startWork(1000), 500)).toBe(0);
});
