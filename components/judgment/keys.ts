/** What a key means on the judging page. */
export type KeyCommand =
  | { kind: "level"; level: number }
  | { kind: "undo" | "unratable" | "comment" | "guideline" | "submit" | "close" };

/** The part of a keyboard event that decides. */
export type KeyPress = {
  code: string;
  key: string;
  repeat: boolean;
  isComposing: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  /** In a field where letters are text */
  isTyping: boolean;
};

const LETTERS: Readonly<Record<string, KeyCommand>> = {
  u: { kind: "undo" },
  x: { kind: "unratable" },
  c: { kind: "comment" },
};

/**
 * The command of a key press, or null. Digits count by their physical key, in the row and on the pad, so that layouts
 * without plain digits work; letters by what is printed on them. A held key, a key of an input method and a shortcut
 * of the browser mean nothing.
 */
export function commandOf(press: KeyPress, levels: number, hasSingleKeys: boolean): KeyCommand | null {
  if (press.repeat || press.isComposing) return null;
  if (press.key === "Escape") return { kind: "close" };
  const hasModifier = press.altKey || press.ctrlKey || press.metaKey;
  if (press.key === "Enter") {
    if (press.altKey) return null;
    return press.isTyping && !press.ctrlKey && !press.metaKey ? null : { kind: "submit" };
  }
  if (press.isTyping) return null;
  if (hasModifier) {
    const isUndo = !press.altKey && press.key.toLowerCase() === "z";
    return isUndo ? { kind: "undo" } : null;
  }
  if (!hasSingleKeys) return null;
  const level = Number(/^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1]);
  if (level >= 1 && level <= levels) return { kind: "level", level };
  if (press.key === "?") return { kind: "guideline" };
  if (press.key === "Backspace") return { kind: "undo" };
  return LETTERS[letterOf(press)] ?? null;
}

// On a layout without Latin letters the key's place decides.
function letterOf({ key, code }: KeyPress): string {
  return /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, "").toLowerCase();
}
