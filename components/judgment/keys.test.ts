import { describe, expect, test } from "vitest";
import { commandOf, type KeyPress } from "./keys.ts";

const press = (change: Partial<KeyPress>): KeyPress => ({
  code: "",
  key: "",
  repeat: false,
  isComposing: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isTyping: false,
  ...change,
});
const command = (change: Partial<KeyPress>, hasSingleKeys = true) =>
  commandOf(press(change), 5, hasSingleKeys);

describe("a digit", () => {
  test("is its level, in the row and on the pad", () => {
    expect(command({ code: "Digit4", key: "4" })).toEqual({ kind: "level", level: 4 });
    expect(command({ code: "Numpad4", key: "4" })).toEqual({ kind: "level", level: 4 });
  });

  test("counts by its place: the French row gives an apostrophe on the 4", () => {
    expect(command({ code: "Digit4", key: "'" })).toEqual({ kind: "level", level: 4 });
  });

  test("on the pad counts without the number lock, too", () => {
    expect(command({ code: "Numpad4", key: "ArrowLeft" })).toEqual({ kind: "level", level: 4 });
  });

  test("beyond the scale means nothing", () => {
    expect(command({ code: "Digit6", key: "6" })).toBeNull();
    expect(command({ code: "Digit0", key: "0" })).toBeNull();
  });

  test("held down, composed or with a modifier means nothing", () => {
    for (const change of [{ repeat: true }, { isComposing: true }, { ctrlKey: true }, { metaKey: true }]) {
      expect(command({ code: "Digit4", key: "4", ...change })).toBeNull();
    }
  });

  test("in a text field is text", () => {
    expect(command({ code: "Digit4", key: "4", isTyping: true })).toBeNull();
  });
});

describe("a letter", () => {
  test("is its command, also on a layout without Latin letters", () => {
    expect(command({ code: "KeyX", key: "x" })).toEqual({ kind: "unratable" });
    expect(command({ code: "KeyU", key: "г" })).toEqual({ kind: "undo" });
  });

  test("follows its print, not its place, on a Latin layout", () => {
    // On AZERTY the key at the place of Q prints A.
    expect(command({ code: "KeyQ", key: "a" })).toBeNull();
  });
});

test("with single keys off only Enter, Escape and shortcuts are left", () => {
  expect(command({ code: "Digit4", key: "4" }, false)).toBeNull();
  expect(command({ code: "KeyX", key: "x" }, false)).toBeNull();
  expect(command({ code: "Enter", key: "Enter" }, false)).toEqual({ kind: "submit" });
  expect(command({ code: "KeyZ", key: "z", ctrlKey: true }, false)).toEqual({ kind: "undo" });
});

test("Enter in a comment is a new line, with Control it submits", () => {
  expect(command({ key: "Enter", isTyping: true })).toBeNull();
  expect(command({ key: "Enter", isTyping: true, ctrlKey: true })).toEqual({ kind: "submit" });
});
