import { expect, test } from "vitest";
import { contentText, positionOf, rejectedDraft } from "./stage.ts";

test("Rows of the same cells are one, whatever the order of the columns", () => {
  const row = new Map([
    ["b", "2"],
    ["a", "1"],
  ]);
  expect(contentText(row)).toBe(contentText(new Map([...row].reverse())));
  expect(contentText(row)).not.toBe(contentText(new Map([["ab", "12"]])));
});

test("A position on the ring is never negative and fits 62 bits", () => {
  expect(positionOf(new Uint8Array(32).fill(255))).toBe(2n ** 62n - 1n);
  expect(positionOf(new Uint8Array(32))).toBe(0n);
});

test("The excerpt of a row never ends in half a character", () => {
  const fields = new Map([["text", `${"x".repeat(159)}😀`]]);
  expect(rejectedDraft({ line: 3, fields }, "duplicate-id", "2 a").excerpt.isWellFormed()).toBe(true);
});
