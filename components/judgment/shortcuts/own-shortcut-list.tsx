"use client";

import { Fragment, useEffect, useRef, useState } from "react";
import { SHORTCUT_NAMES, WORDS } from "#components/judgment/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import {
  chosenShortcut,
  type OwnShortcuts,
  pressOf,
  type ShortcutName,
  type ShortcutSettings,
  shortcutsOf,
  withOwnShortcut,
  withUsualShortcut,
} from "./shortcuts.ts";

type OwnShortcutListProps = {
  levels: readonly { value: number; name: string }[];
  settings: ShortcutSettings;
  onChange: (ownShortcuts: OwnShortcuts) => void;
};

type Row = { name: ShortcutName; does: string };

/** Every shortcut: to change, to switch off, to have as usual. */
export function OwnShortcutList({ levels, settings, onChange }: OwnShortcutListProps) {
  const [changing, setChanging] = useState<ShortcutName | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const { ownShortcuts } = settings;
  const rows: Row[] = [
    ...levels.map(({ value, name }) => ({ name: `level-${value}` as const, does: name })),
    ...SHORTCUT_NAMES,
  ];
  function finish(changed: OwnShortcuts | null) {
    if (changed !== null) onChange(changed);
    // Back to where the person was: the row's button is drawn again.
    const row = changing;
    setChanging(null);
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-shortcut="${row}"]`)?.focus(),
    );
  }
  return (
    <fieldset disabled={!settings.hasShortcuts} className="min-w-0 disabled:opacity-55">
      <legend className="text-[14px] font-semibold">{WORDS.ownShortcuts}</legend>
      <p className="text-[13px] text-ink-2">{WORDS.ownShortcutsHelp}</p>
      <ul ref={list} className="mt-1 divide-y divide-line text-[14px]">
        {rows.map(({ name, does }) =>
          changing === name ? (
            <Changing
              key={name}
              does={does}
              onChoose={(shortcut) => finish(withOwnShortcut(ownShortcuts, name, shortcut))}
              onUsual={() => finish(withUsualShortcut(ownShortcuts, name))}
              onKeep={() => finish(null)}
            />
          ) : (
            <li key={name} className="flex min-h-[46px] items-center justify-between gap-3">
              <span className="min-w-0 truncate">{does}</span>
              <ShortcutButton name={name} does={does} settings={settings} onPress={() => setChanging(name)} />
            </li>
          ),
        )}
      </ul>
      {Object.keys(ownShortcuts).length > 0 && changing === null && (
        <Button className="mt-2" onClick={() => onChange({})}>
          {WORDS.usualShortcuts}
        </Button>
      )}
    </fieldset>
  );
}

type ShortcutButtonProps = Row & { settings: ShortcutSettings; onPress: () => void };

function ShortcutButton({ name, does, settings, onPress }: ShortcutButtonProps) {
  const shortcuts = shortcutsOf(name, settings);
  return (
    <button
      type="button"
      data-shortcut={name}
      onClick={onPress}
      className="-me-2 flex min-h-[44px] min-w-[44px] shrink-0 items-center justify-end gap-1 rounded-lg px-2 enabled:hover:bg-sunken"
    >
      <span className="sr-only">{does}: </span>
      {shortcuts.map((shortcut, at) => (
        <Fragment key={shortcut}>
          {at > 0 && <span className="sr-only">, </span>}
          <Kbd>{shortcut}</Kbd>
        </Fragment>
      ))}
      {shortcuts.length === 0 && <span className="text-[13px] text-ink-3">{WORDS.noShortcut}</span>}
    </button>
  );
}

type ChangingProps = {
  does: string;
  onChoose: (shortcut: ReturnType<typeof chosenShortcut>) => void;
  onUsual: () => void;
  onKeep: () => void;
};

/** Listens before the desk does: the next key is the choice and nothing else. */
function Changing({ does, onChoose, onUsual, onKeep }: ChangingProps) {
  const [isRefused, setIsRefused] = useState(false);
  const prompt = useRef<HTMLParagraphElement>(null);
  const latest = useRef({ onChoose, onKeep });
  latest.current = { onChoose, onKeep };
  useEffect(() => {
    prompt.current?.focus();
    const press = (event: KeyboardEvent) => {
      // Tab and Enter go to the buttons beside.
      if (/^(?:Tab|Enter|Space|NumpadEnter)$/.test(event.code)) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      if (event.key === "Escape") return latest.current.onKeep();
      const shortcut = chosenShortcut(pressOf(event, false));
      if (shortcut !== null) latest.current.onChoose(shortcut);
      else setIsRefused(!/^(?:Shift|Control|Alt|Meta)/.test(event.code));
    };
    addEventListener("keydown", press, true);
    return () => removeEventListener("keydown", press, true);
  }, []);
  return (
    <li className="rounded-lg bg-gold-soft px-3 py-2">
      <p ref={prompt} tabIndex={-1} className="outline-none">
        <span className="font-medium">{does}.</span> {WORDS.pressShortcut}
        {isRefused && <span role="alert"> {WORDS.shortcutRefused}</span>}
      </p>
      <p className="mt-1.5 flex flex-wrap gap-1.5">
        <Button onClick={() => onChoose(null)}>{WORDS.shortcutOff}</Button>
        <Button onClick={onUsual}>{WORDS.usualShortcut}</Button>
        <Button kind="quiet" onClick={onKeep}>
          {WORDS.keepShortcut}
        </Button>
      </p>
    </li>
  );
}
