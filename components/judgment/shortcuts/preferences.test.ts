import { expect, test } from "vitest";
import { parsePreferences, toStored } from "./preferences.ts";

const USUAL = { isSelectFirst: false, hasShortcuts: true, ownShortcuts: {} };

test("what was never stored, or is no preference, is as usual", () => {
  for (const text of ["", "{", "null", "7", '{"ownKeys":null}', '{"ownKeys":"abc"}']) {
    expect(parsePreferences(text)).toEqual(USUAL);
  }
});

test("own shortcuts are kept as far as they are shortcuts of something", () => {
  const J = { code: "KeyJ", label: "J" };
  const ownKeys = { undo: null, "level-3": J, "level-9": J, format: J, comment: { code: 7 }, unratable: 3 };
  expect(parsePreferences(JSON.stringify({ hasSingleKeys: false, ownKeys }))).toEqual({
    isSelectFirst: false,
    hasShortcuts: false,
    ownShortcuts: { undo: null, "level-3": J },
  });
});

test("the same text is the same object, so that nothing is drawn again for it", () => {
  expect(parsePreferences('{"isSelectFirst":true}')).toBe(parsePreferences('{"isSelectFirst":true}'));
});

test("what is stored is read again, under the names that earlier versions gave it", () => {
  const preferences = { isSelectFirst: true, hasShortcuts: false, ownShortcuts: { undo: null } };
  const stored = toStored(preferences);
  expect(stored).toEqual({ isSelectFirst: true, hasSingleKeys: false, ownKeys: { undo: null } });
  expect(parsePreferences(JSON.stringify(stored))).toEqual(preferences);
});
