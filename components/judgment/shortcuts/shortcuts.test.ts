import { describe, expect, test } from "vitest";
import {
  chosenShortcut,
  commandOf,
  digitPressed,
  type KeyPress,
  type OwnShortcuts,
  pressOf,
  shortcutsOf,
  withOwnShortcut,
  withUsualShortcut,
} from "./shortcuts.ts";

const press = (change: Partial<KeyPress>): KeyPress => ({
  code: "",
  key: "",
  repeat: false,
  isComposing: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altGraph: false,
  isTyping: false,
  ...change,
});
const command = (change: Partial<KeyPress>, hasShortcuts = true, ownShortcuts: OwnShortcuts = {}) =>
  commandOf(press(change), 5, { hasShortcuts, ownShortcuts });

describe("a digit", () => {
  test("is its level, in the row and on the pad", () => {
    expect(command({ code: "Digit4", key: "4" })).toEqual({ kind: "level", level: 4 });
    expect(command({ code: "Numpad4", key: "4" })).toEqual({ kind: "level", level: 4 });
  });

  test("counts by its position: the French row gives an apostrophe on the 4", () => {
    expect(command({ code: "Digit4", key: "'" })).toEqual({ kind: "level", level: 4 });
  });

  test("on the pad without the number lock moves and judges nothing", () => {
    for (const [digit, key] of [
      [1, "End"],
      [2, "ArrowDown"],
      [4, "ArrowLeft"],
      [5, "Clear"],
      [5, "Unidentified"],
    ] as const) {
      expect(command({ code: `Numpad${digit}`, key }), key).toBeNull();
    }
  });

  test("on the pad counts in the digits of any script", () => {
    expect(command({ code: "Numpad4", key: "٤" })).toEqual({ kind: "level", level: 4 });
  });

  test("with AltGr is a sign of the layout, and a dead key or one that an input method took is no digit", () => {
    expect(command({ code: "Digit4", key: "€", altGraph: true })).toBeNull();
    expect(command({ code: "Digit4", key: "Dead" })).toBeNull();
    expect(command({ code: "Digit4", key: "Process" })).toBeNull();
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

  test("follows its print, not its position, on a Latin layout", () => {
    // On AZERTY the key at the position of Q prints A.
    expect(command({ code: "KeyQ", key: "a" })).toBeNull();
  });
});

test("Control Z takes back on every layout; with Shift it is the other way round and means nothing", () => {
  expect(command({ code: "KeyZ", key: "я", ctrlKey: true })).toEqual({ kind: "undo" });
  expect(command({ code: "KeyW", key: "z", ctrlKey: true })).toEqual({ kind: "undo" });
  expect(command({ code: "KeyZ", key: "w", ctrlKey: true })).toBeNull();
  expect(command({ code: "KeyZ", key: "Z", ctrlKey: true, shiftKey: true })).toBeNull();
});

test("Escape and Enter of a shortcut mean nothing", () => {
  expect(command({ code: "Escape", key: "Escape" })).toEqual({ kind: "close" });
  expect(command({ code: "Escape", key: "Escape", ctrlKey: true })).toBeNull();
  expect(command({ code: "Enter", key: "Enter", altGraph: true })).toBeNull();
});

test("with shortcuts off only Enter, Escape and key combinations are left", () => {
  expect(command({ code: "Digit4", key: "4" }, false)).toBeNull();
  expect(command({ code: "KeyX", key: "x" }, false)).toBeNull();
  expect(command({ code: "Enter", key: "Enter" }, false)).toEqual({ kind: "submit" });
  expect(command({ code: "KeyZ", key: "z", ctrlKey: true }, false)).toEqual({ kind: "undo" });
});

test("Enter in a comment is a new line, with Control it submits", () => {
  expect(command({ key: "Enter", isTyping: true })).toBeNull();
  expect(command({ key: "Enter", isTyping: true, ctrlKey: true })).toEqual({ kind: "submit" });
});

describe("a shortcut of one's own", () => {
  const J = { code: "KeyJ", label: "J" };
  const withOwn = (ownShortcuts: OwnShortcuts) => (change: Partial<KeyPress>) =>
    command(change, true, ownShortcuts);
  const labels = (name: Parameters<typeof shortcutsOf>[0], ownShortcuts: OwnShortcuts) =>
    shortcutsOf(name, { hasShortcuts: true, ownShortcuts });

  test("is there instead of all the usual ones, and counts by its position", () => {
    const own = withOwn({ "level-2": J });
    expect(own({ code: "KeyJ", key: "j" })).toEqual({ kind: "level", level: 2 });
    expect(own({ code: "KeyJ", key: "о" })).toEqual({ kind: "level", level: 2 });
    expect(own({ code: "Digit2", key: "2" })).toBeNull();
    expect(own({ code: "Numpad2", key: "2" })).toBeNull();
    expect(own({ code: "Digit3", key: "3" })).toEqual({ kind: "level", level: 3 });
  });

  test("is taken from whatever had it, chosen or usual", () => {
    const first = withOwnShortcut({}, "comment", J);
    expect(withOwnShortcut(first, "undo", J)).toEqual({ comment: null, undo: J });
    const own = withOwn(withOwnShortcut({}, "comment", { code: "KeyX", label: "X" }));
    expect(own({ code: "KeyX", key: "x" })).toEqual({ kind: "comment" });
  });

  test("can be none: the shortcut is off, and the one with Control stays", () => {
    const own = withOwn({ undo: null });
    for (const [code, key] of [
      ["KeyU", "u"],
      ["Backspace", "Backspace"],
    ] as const) {
      expect(own({ code, key })).toBeNull();
    }
    expect(own({ code: "KeyZ", key: "z", ctrlKey: true })).toEqual({ kind: "undo" });
  });

  test("on the pad judges with the number lock alone", () => {
    const own = withOwn({ "level-2": { code: "Numpad7", label: "Num 7" } });
    expect(own({ code: "Numpad7", key: "7" })).toEqual({ kind: "level", level: 2 });
    expect(own({ code: "Numpad7", key: "Home" })).toBeNull();
  });

  test("is off with all the others", () => {
    expect(command({ code: "KeyJ", key: "j" }, false, { comment: J })).toBeNull();
    expect(shortcutsOf("comment", { hasShortcuts: false, ownShortcuts: { comment: J } })).toEqual([]);
  });

  test("for a level that this scale does not have means nothing", () => {
    expect(
      commandOf(press({ code: "KeyJ", key: "j" }), 3, { hasShortcuts: true, ownShortcuts: { "level-5": J } }),
    ).toBeNull();
  });

  test("is shown by what is printed on it, and the usual ones as far as they are left", () => {
    expect(labels("undo", {})).toEqual(["U", "Backspace"]);
    expect(labels("undo", { comment: { code: "KeyU", label: "U" } })).toEqual(["Backspace"]);
    expect(labels("undo", { undo: null })).toEqual([]);
    expect(labels("level-4", {})).toEqual(["4"]);
    expect(labels("level-4", { "level-4": J })).toEqual(["J"]);
  });

  test("goes back to the usual", () => {
    expect(withUsualShortcut({ undo: null, comment: J }, "undo")).toEqual({ comment: J });
  });

  test("may be any but those that move, submit and close, and none with a modifier", () => {
    expect(chosenShortcut(press({ code: "KeyJ", key: "j" }))).toEqual(J);
    expect(chosenShortcut(press({ code: "Digit4", key: "'" }))).toEqual({ code: "Digit4", label: "4" });
    expect(chosenShortcut(press({ code: "Numpad0", key: "0" }))).toEqual({ code: "Numpad0", label: "Num 0" });
    expect(chosenShortcut(press({ code: "Semicolon", key: ";" }))).toEqual({ code: "Semicolon", label: ";" });
    for (const code of ["Enter", "Space", "Tab", "ArrowUp", "ShiftLeft", "F5", ""]) {
      expect(chosenShortcut(press({ code, key: code }))).toBeNull();
    }
    expect(chosenShortcut(press({ code: "KeyJ", key: "j", ctrlKey: true }))).toBeNull();
  });

  test("is none that would then mean nothing: a dead key, one with AltGr, the pad without its lock", () => {
    expect(chosenShortcut(press({ code: "Backquote", key: "Dead" }))).toBeNull();
    expect(chosenShortcut(press({ code: "KeyQ", key: "@", altGraph: true }))).toBeNull();
    expect(chosenShortcut(press({ code: "Numpad4", key: "ArrowLeft" }))).toBeNull();
    expect(chosenShortcut(press({ code: "NumpadAdd", key: "+" }))).toEqual({
      code: "NumpadAdd",
      label: "Num Add",
    });
  });
});

test("a digit is chosen in a form by the same presses as at the desk", () => {
  expect(digitPressed(press({ code: "Numpad2", key: "2" }))).toBe(2);
  for (const change of [{ key: "ArrowDown" }, { key: "2", ctrlKey: true }, { key: "2", repeat: true }]) {
    expect(digitPressed(press({ code: "Numpad2", ...change }))).toBeNaN();
  }
});

test("AltGr is read from the event, which names it neither Alt nor Control", () => {
  const { isTyping, altGraph, ...event } = press({ code: "KeyQ", key: "@" });
  const getModifierState = (key: string) => key === "AltGraph";
  expect(pressOf({ ...event, getModifierState }, false)).toEqual(press({ ...event, altGraph: true }));
});
