import { expect, test } from "vitest";
import { decide, type Sighting } from "./decision.ts";

const nothing: Sighting = { pid: null, isPostgres: false, answer: "nothing", isSameSystem: false };

test("an untouched directory gets a server", () => {
  expect(decide(nothing)).toBe("start");
});

test("a server that an ended Assay left behind is adopted", () => {
  expect(decide({ pid: 7, isPostgres: true, answer: "ready", isSameSystem: true })).toBe("adopt");
});

test("a server of another directory behind the same socket is refused", () => {
  expect(decide({ pid: 7, isPostgres: true, answer: "ready", isSameSystem: false })).toBe("refuse");
});

test("starting up and recovery are waited for", () => {
  expect(decide({ pid: 7, isPostgres: true, answer: "starting", isSameSystem: false })).toBe("wait");
  expect(decide({ pid: 7, isPostgres: true, answer: "nothing", isSameSystem: false })).toBe("wait");
});

test("a PID that now belongs to some other program does not stand in the way", () => {
  expect(decide({ ...nothing, pid: 7 })).toBe("start");
});
