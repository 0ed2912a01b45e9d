"use client";

import { Checkbox } from "#components/ui/field.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { ThemeSwitch } from "#components/ui/theme-switch.tsx";
import type { Preferences } from "./preferences.ts";
import { keysInWords, WORDS } from "./words.ts";

type KeysPanelProps = {
  levels: number;
  preferences: Preferences;
  onChange: (change: Partial<Preferences>) => void;
};

export function KeysPanel({ levels, preferences, onChange }: KeysPanelProps) {
  return (
    <div className="space-y-6">
      <dl className="space-y-2 text-[14px]">
        {keysInWords(levels).map(({ keys, does }) => (
          <div key={does} className="flex items-center gap-3">
            <dt className="flex w-36 shrink-0 items-center gap-1">
              {keys.map((key) => (key === "–" ? <span key={key}>–</span> : <Kbd key={key}>{key}</Kbd>))}
            </dt>
            <dd className="text-ink-2">{does}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        label={WORDS.selectMode}
        help={WORDS.selectModeHelp}
        checked={preferences.isSelectFirst}
        onChange={(event) => onChange({ isSelectFirst: event.target.checked })}
      />
      <Checkbox
        label={WORDS.singleKeys}
        help={WORDS.singleKeysHelp}
        checked={preferences.hasSingleKeys}
        onChange={(event) => onChange({ hasSingleKeys: event.target.checked })}
      />
      <p className="flex items-center gap-2 text-[14px]">
        <ThemeSwitch /> {WORDS.theme}
      </p>
    </div>
  );
}
