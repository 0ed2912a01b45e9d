import { expect, test } from "vitest";
import { parsePreferences } from "./preferences.ts";

const USUAL = { isSelectFirst: false, hasSingleKeys: true, ownKeys: {} };

test("what was never stored, or is no preference, is as usual", () => {
  for (const text of ["", "{", "null", "7", '{"ownKeys":null}', '{"ownKeys":"abc"}']) {
    expect(parsePreferences(text)).toEqual(USUAL);
  }
});

test("own keys are kept as far as they are keys of something", () => {
  const J = { code: "KeyJ", label: "J" };
  const ownKeys = { undo: null, "level-3": J, "level-9": J, format: J, comment: { code: 7 }, unratable: 3 };
  expect(parsePreferences(JSON.stringify({ hasSingleKeys: false, ownKeys }))).toEqual({
    isSelectFirst: false,
    hasSingleKeys: false,
    ownKeys: { undo: null, "level-3": J },
  });
});

test("the same text is the same object, so that nothing is drawn anew for it", () => {
  expect(parsePreferences('{"isSelectFirst":true}')).toBe(parsePreferences('{"isSelectFirst":true}'));
});
