"use client";

import { FIXED_KEYS, WORDS } from "#components/judgment/words.ts";
import { Checkbox } from "#components/ui/form/field.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { ThemeSwitch } from "#components/ui/page/theme-switch.tsx";
import { OwnKeyList } from "./own-key-list.tsx";
import type { Preferences } from "./preferences.ts";

type KeysPanelProps = {
  levels: readonly { value: number; name: string }[];
  preferences: Preferences;
  onChange: (change: Partial<Preferences>) => void;
};

export function KeysPanel({ levels, preferences, onChange }: KeysPanelProps) {
  return (
    <div className="space-y-6">
      <div className="space-y-4">
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
      <OwnKeyList levels={levels} settings={preferences} onChange={(ownKeys) => onChange({ ownKeys })} />
      <dl className="space-y-2 border-t border-line pt-5 text-[14px]">
        {FIXED_KEYS.map(({ keys, does }) => (
          <div key={does} className="flex items-center justify-between gap-3">
            <dt className="order-last flex shrink-0 items-center gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className="text-ink-2">{does}</dd>
          </div>
        ))}
      </dl>
      <p className="flex items-center gap-2 text-[14px]">
        <ThemeSwitch /> {WORDS.theme}
      </p>
    </div>
  );
}
