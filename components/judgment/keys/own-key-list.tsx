"use client";

import { Fragment, useEffect, useRef, useState } from "react";
import { KEY_NAMES, WORDS } from "#components/judgment/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import {
  chosenKey,
  type KeyName,
  type KeySettings,
  keysOf,
  type OwnKeys,
  pressOf,
  withOwnKey,
  withUsualKey,
} from "./keys.ts";

type OwnKeyListProps = {
  levels: readonly { value: number; name: string }[];
  settings: KeySettings;
  onChange: (ownKeys: OwnKeys) => void;
};

type Row = { name: KeyName; does: string };

/** Every single key: to change, to switch off, to have as usual. */
export function OwnKeyList({ levels, settings, onChange }: OwnKeyListProps) {
  const [changing, setChanging] = useState<KeyName | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const { ownKeys } = settings;
  const rows: Row[] = [
    ...levels.map(({ value, name }) => ({ name: `level-${value}` as const, does: name })),
    ...KEY_NAMES,
  ];
  function finish(changed: OwnKeys | null) {
    if (changed !== null) onChange(changed);
    // Back to where the person was: the row's button is drawn again.
    const row = changing;
    setChanging(null);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-key="${row}"]`)?.focus());
  }
  return (
    <fieldset disabled={!settings.hasSingleKeys} className="min-w-0 disabled:opacity-55">
      <legend className="text-[14px] font-semibold">{WORDS.ownKeys}</legend>
      <p className="text-[13px] text-ink-2">{WORDS.ownKeysHelp}</p>
      <ul ref={list} className="mt-1 divide-y divide-line text-[14px]">
        {rows.map(({ name, does }) =>
          changing === name ? (
            <Changing
              key={name}
              does={does}
              onChoose={(key) => finish(withOwnKey(ownKeys, name, key))}
              onUsual={() => finish(withUsualKey(ownKeys, name))}
              onKeep={() => finish(null)}
            />
          ) : (
            <li key={name} className="flex min-h-[46px] items-center justify-between gap-3">
              <span className="min-w-0 truncate">{does}</span>
              <KeyButton name={name} does={does} settings={settings} onPress={() => setChanging(name)} />
            </li>
          ),
        )}
      </ul>
      {Object.keys(ownKeys).length > 0 && changing === null && (
        <Button className="mt-2" onClick={() => onChange({})}>
          {WORDS.usualKeys}
        </Button>
      )}
    </fieldset>
  );
}

type KeyButtonProps = Row & { settings: KeySettings; onPress: () => void };

function KeyButton({ name, does, settings, onPress }: KeyButtonProps) {
  const keys = keysOf(name, settings);
  return (
    <button
      type="button"
      data-key={name}
      onClick={onPress}
      className="-me-2 flex min-h-[44px] min-w-[44px] shrink-0 items-center justify-end gap-1 rounded-lg px-2 enabled:hover:bg-sunken"
    >
      <span className="sr-only">{does}: </span>
      {keys.map((key, at) => (
        <Fragment key={key}>
          {at > 0 && <span className="sr-only">, </span>}
          <Kbd>{key}</Kbd>
        </Fragment>
      ))}
      {keys.length === 0 && <span className="text-[13px] text-ink-3">{WORDS.noKey}</span>}
    </button>
  );
}

type ChangingProps = {
  does: string;
  onChoose: (key: ReturnType<typeof chosenKey>) => void;
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
      const key = chosenKey(pressOf(event, false));
      if (key !== null) latest.current.onChoose(key);
      else setIsRefused(!/^(?:Shift|Control|Alt|Meta)/.test(event.code));
    };
    addEventListener("keydown", press, true);
    return () => removeEventListener("keydown", press, true);
  }, []);
  return (
    <li className="rounded-lg bg-gold-soft px-3 py-2">
      <p ref={prompt} tabIndex={-1} className="outline-none">
        <span className="font-medium">{does}.</span> {WORDS.pressKey}
        {isRefused && <span role="alert"> {WORDS.keyRefused}</span>}
      </p>
      <p className="mt-1.5 flex flex-wrap gap-1.5">
        <Button onClick={() => onChoose(null)}>{WORDS.keyOff}</Button>
        <Button onClick={onUsual}>{WORDS.usualKey}</Button>
        <Button kind="quiet" onClick={onKeep}>
          {WORDS.keepKey}
        </Button>
      </p>
    </li>
  );
}
