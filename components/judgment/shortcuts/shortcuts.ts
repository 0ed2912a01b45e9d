/** What a shortcut does on the judging page. */
export type ShortcutCommand =
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
  shiftKey: boolean;
  /** AltGr, which on Linux is neither Alt nor Control */
  altGraph: boolean;
  /** In a field where letters are text */
  isTyping: boolean;
};

type KeyEvent = Omit<KeyPress, "altGraph" | "isTyping"> & { getModifierState: (key: string) => boolean };

export function pressOf(event: KeyEvent, isTyping: boolean): KeyPress {
  const { code, key, repeat, isComposing, altKey, ctrlKey, metaKey, shiftKey } = event;
  const altGraph = event.getModifierState("AltGraph");
  return { code, key, repeat, isComposing, altKey, ctrlKey, metaKey, shiftKey, altGraph, isTyping };
}

/** What has a shortcut of its own, which can be changed and switched off. */
export type ShortcutName = "undo" | "unratable" | "comment" | "guideline" | `level-${number}`;

/** A shortcut: a key by its position, with what is printed on it. */
export type OwnShortcut = { code: string; label: string };

/** What the person changed; null where they switched it off. What is not named has its usual shortcuts. */
export type OwnShortcuts = Readonly<Partial<Record<ShortcutName, OwnShortcut | null>>>;

export type ShortcutSettings = { hasShortcuts: boolean; ownShortcuts: OwnShortcuts };

const LETTERS: Readonly<Record<string, ShortcutCommand>> = {
  u: { kind: "undo" },
  x: { kind: "unratable" },
  c: { kind: "comment" },
};

const USUAL: Readonly<Record<Exclude<ShortcutName, `level-${number}`>, readonly string[]>> = {
  undo: ["U", "Backspace"],
  unratable: ["X"],
  comment: ["C"],
  guideline: ["?"],
};

/**
 * The command of a key press, or null. Digits are recognized by position, in the row and on the number pad, so that
 * they work on layouts without plain digits. Letters are recognized by what is printed on the key, and shortcuts that
 * the person chose by position. Held keys, dead keys, input methods, key combinations of the browser and moving keys
 * of the number pad give null.
 */
export function commandOf(
  press: KeyPress,
  levels: number,
  settings: ShortcutSettings,
): ShortcutCommand | null {
  if (press.repeat || isPartOfLetter(press)) return null;
  const hasAlt = press.altKey || press.altGraph;
  const hasModifier = hasAlt || press.ctrlKey || press.metaKey;
  if (press.key === "Escape") return hasModifier ? null : { kind: "close" };
  if (press.key === "Enter") {
    if (hasAlt) return null;
    return press.isTyping && !press.ctrlKey && !press.metaKey ? null : { kind: "submit" };
  }
  if (press.isTyping) return null;
  if (hasModifier) {
    const isUndo = !hasAlt && !press.shiftKey && letterOf(press) === "z";
    return isUndo ? { kind: "undo" } : null;
  }
  if (!settings.hasShortcuts || isPadMoving(press)) return null;
  return shortcutCommand(press, levels, settings.ownShortcuts);
}

// A key that an input method has used, or an accent that waits for its letter.
function isPartOfLetter({ isComposing, key }: Pick<KeyPress, "isComposing" | "key">): boolean {
  return isComposing || key === "Process" || key === "Dead";
}

// Without NumLock the 4 of the number pad is the left arrow, which moves on the scale. A key that prints has a name
// of one character.
function isPadMoving({ code, key }: Pick<KeyPress, "code" | "key">): boolean {
  return /^Numpad/.test(code) && [...key].length > 1;
}

function shortcutCommand(
  press: KeyPress,
  levels: number,
  ownShortcuts: OwnShortcuts,
): ShortcutCommand | null {
  const own = namesIn(ownShortcuts).find((name) => ownShortcuts[name]?.code === press.code);
  if (own !== undefined) return commandNamed(own, levels);
  const usual = usualCommand(press, levels);
  return usual === null || ownShortcuts[nameOf(usual)] !== undefined ? null : usual;
}

function usualCommand(press: KeyPress, levels: number): ShortcutCommand | null {
  const level = digitOf(press.code);
  if (level >= 1 && level <= levels) return { kind: "level", level };
  if (press.key === "?") return { kind: "guideline" };
  if (press.key === "Backspace") return { kind: "undo" };
  return LETTERS[letterOf(press)] ?? null;
}

function commandNamed(name: ShortcutName, levels: number): ShortcutCommand | null {
  const level = Number(/^level-(\d)$/.exec(name)?.[1]);
  if (level >= 1) return level <= levels ? { kind: "level", level } : null;
  return { kind: name as Exclude<ShortcutName, `level-${number}`> };
}

function nameOf(command: ShortcutCommand): ShortcutName {
  return command.kind === "level" ? `level-${command.level}` : (command.kind as ShortcutName);
}

function digitOf(code: string): number {
  return Number(/^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]);
}

/** The digit that chooses in a form, or NaN for key presses that the desk would not take as a digit either. */
export function digitPressed(press: KeyPress): number {
  const command = commandOf(press, 9, { hasShortcuts: true, ownShortcuts: {} });
  return command?.kind === "level" ? command.level : Number.NaN;
}

// On a layout without Latin letters the key's position decides.
function letterOf({ key, code }: Pick<KeyPress, "key" | "code">): string {
  return /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, "").toLowerCase();
}

// Enter submits, Space and arrows move on the scale, Tab and Escape belong to the browser: none is up for choice.
const NOT_TO_CHOOSE =
  /^(?:|Unidentified|Enter|NumpadEnter|Space|Tab|Escape|CapsLock|NumLock|ScrollLock|ContextMenu|PrintScreen|Arrow\w+|F\d+|(?:Shift|Control|Alt|Meta|OS)(?:Left|Right)?)$/;

/** The shortcut that a person pressed to choose it, or null where it cannot be chosen. */
export function chosenShortcut(press: KeyPress): OwnShortcut | null {
  const { code, key, repeat, altKey, altGraph, ctrlKey, metaKey } = press;
  const hasModifier = altKey || altGraph || ctrlKey || metaKey;
  if (repeat || hasModifier || isPartOfLetter(press) || isPadMoving(press) || NOT_TO_CHOOSE.test(code))
    return null;
  return { code, label: labelOf(code, key) };
}

function labelOf(code: string, key: string): string {
  if (/^Numpad/.test(code)) return `Num ${code.slice(6)}`;
  const digit = digitOf(code);
  if (digit >= 0) return String(digit);
  const letter = letterOf({ key, code });
  return /^[a-z]$/.test(letter) ? letter.toUpperCase() : key;
}

/** With this shortcut chosen; another command that had it has none then. */
export function withOwnShortcut(
  ownShortcuts: OwnShortcuts,
  name: ShortcutName,
  shortcut: OwnShortcut | null,
): OwnShortcuts {
  const others = namesIn(ownShortcuts).filter((other) => other !== name);
  const kept = others.map((other) => [
    other,
    ownShortcuts[other]?.code === shortcut?.code ? null : ownShortcuts[other],
  ]);
  return { ...Object.fromEntries(kept), [name]: shortcut };
}

/** With the usual shortcuts again. */
export function withUsualShortcut(ownShortcuts: OwnShortcuts, name: ShortcutName): OwnShortcuts {
  return Object.fromEntries(Object.entries(ownShortcuts).filter(([other]) => other !== name));
}

/** What is printed on the shortcuts of a command, as they work now; none where it has none. */
export function shortcutsOf(
  name: ShortcutName,
  { hasShortcuts, ownShortcuts }: ShortcutSettings,
): readonly string[] {
  if (!hasShortcuts) return [];
  const own = ownShortcuts[name];
  if (own !== undefined) return own === null ? [] : [own.label];
  const taken = new Set(namesIn(ownShortcuts).map((other) => ownShortcuts[other]?.label));
  const usual = name in USUAL ? USUAL[name as keyof typeof USUAL] : [name.replace("level-", "")];
  return usual.filter((label) => !taken.has(label));
}

function namesIn(ownShortcuts: OwnShortcuts): ShortcutName[] {
  return Object.keys(ownShortcuts) as ShortcutName[];
}
