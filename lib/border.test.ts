import { expect, test } from "vitest";
import { exactName, id, integer, jumpNo, levelValue, moment, pageNo, pathNo, text } from "./border.ts";

const isTaken = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

test("text is taken without the blanks around it", () => {
  expect(text({ max: 10 }).parse("\u00a0 two words\n")).toBe("two words");
  expect(text({ max: 10 }).parse("  ")).toBe("");
  expect(isTaken(text({ max: 2 }), "😀")).toBe(true);
});

test.each(["\0", "a\0b", "\ud800", "a\udfff", "\udc00\ud800"])(
  "%j cannot be stored and is refused",
  (value) => {
    expect(isTaken(text({ max: 10 }), value)).toBe(false);
    expect(isTaken(exactName, value)).toBe(false);
  },
);

test.each(["", " \t\n", "\u00a0\u3000", "\u200b\u2060", "\u3164", "\u2800", "\ufeff"])(
  "%j is nothing where something is needed",
  (value) => {
    const parsed = text({ max: 10, needed: "Enter a name." }).safeParse(value);
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual(["Enter a name."]);
  },
);

test.each<unknown>([null, undefined, 1, true, {}, [["a"]], { contains: "a" }, { toString: 1, valueOf: 1 }])(
  "%j is no text, id, number or moment",
  (value) => {
    for (const schema of [text({ max: 10 }), exactName, id, pathNo, moment]) {
      expect(isTaken(schema, value)).toBe(false);
    }
    expect(pageNo.parse(value)).toBe(1);
  },
);

test("an id is what we mint: letters, digits, - and _", () => {
  expect(isTaken(id, "a-B_9")).toBe(true);
  for (const value of ["", "a b", "a/b", "a".repeat(65), "%ff", "é", "a\n"])
    expect(isTaken(id, value)).toBe(false);
});

test("a number is whole and within what its column holds", () => {
  expect(isTaken(integer(0), 0)).toBe(true);
  expect(isTaken(integer(1), 2_147_483_647)).toBe(true);
  for (const value of [-1, 0.5, 2_147_483_648, 1e308, Number.NaN, Number.POSITIVE_INFINITY, "1", 1n]) {
    expect(isTaken(integer(0), value)).toBe(false);
  }
  expect([0, 1, 7, 8].map((value) => isTaken(levelValue, value))).toEqual([false, true, true, false]);
});

test("a number in a path is written in digits alone", () => {
  expect(pathNo.parse("2147483647")).toBe(2_147_483_647);
  for (const value of [
    "0",
    "01",
    "-1",
    "1.0",
    "1e3",
    "0x10",
    " 1",
    "1\n",
    "2147483648",
    "9".repeat(400),
    "١",
  ]) {
    expect(isTaken(pathNo, value)).toBe(false);
  }
});

test("a jump behind the highest number goes to the highest", () => {
  expect(["7", "2147483648", "99999999999999", "9".repeat(900)].map((value) => jumpNo.parse(value))).toEqual([
    7, 2_147_483_647, 2_147_483_647, 2_147_483_647,
  ]);
  for (const value of ["0", "-1", "1.5", "1e3", "", "1\n", "9".repeat(1001), 7])
    expect(isTaken(jumpNo, value)).toBe(false);
});

test("a page that makes no sense is the first, of two the first counts", () => {
  expect(["3", "0", "1e3", "1000001", ["4", "5"]].map((value) => pageNo.parse(value))).toEqual([
    3, 1, 1, 1, 4,
  ]);
});

test("a moment is one that the database can hold", () => {
  expect(isTaken(moment, "2026-11-27T00:00:00.000Z")).toBe(true);
  for (const value of ["0000-01-01T00:00:00Z", "2026-13-01T00:00:00Z", "now", "infinity", "2026-11-27"]) {
    expect(isTaken(moment, value)).toBe(false);
  }
});
