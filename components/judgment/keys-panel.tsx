"use client";

import { Checkbox } from "#components/ui/field.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { Preferences } from "./preferences.ts";
import { WORDS } from "./words.ts";

type KeysPanelProps = {
  levels: number;
  preferences: Preferences;
  onChange: (change: Partial<Preferences>) => void;
};

export function KeysPanel({ levels, preferences, onChange }: KeysPanelProps) {
  const keys = [
    { keys: ["1", "–", String(levels)], does: "judge and go on" },
    { keys: ["U", "Backspace", "Ctrl Z"], does: "take the last answer back, up to ten" },
    { keys: ["X"], does: "cannot judge" },
    { keys: ["C"], does: "comment" },
    { keys: ["?"], does: "guideline" },
    { keys: ["Enter"], does: "submit the chosen level" },
    { keys: ["Esc"], does: "close" },
  ];
  return (
    <div className="space-y-6">
      <dl className="space-y-2 text-[14px]">
        {keys.map((row) => (
          <div key={row.does} className="flex items-center gap-3">
            <dt className="flex min-w-32 gap-1">
              {row.keys.map((key) => (key === "–" ? <span key={key}>–</span> : <Kbd key={key}>{key}</Kbd>))}
            </dt>
            <dd className="text-ink-2">{row.does}</dd>
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
    </div>
  );
}
