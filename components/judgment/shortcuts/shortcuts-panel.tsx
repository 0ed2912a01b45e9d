"use client";

import { FIXED_SHORTCUTS, WORDS } from "#components/judgment/words.ts";
import { Checkbox } from "#components/ui/form/field.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { ThemeSwitch } from "#components/ui/page/theme-switch.tsx";
import { OwnShortcutList } from "./own-shortcut-list.tsx";
import type { Preferences } from "./preferences.ts";

type ShortcutsPanelProps = {
  levels: readonly { value: number; name: string }[];
  preferences: Preferences;
  onChange: (change: Partial<Preferences>) => void;
};

export function ShortcutsPanel({ levels, preferences, onChange }: ShortcutsPanelProps) {
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
          label={WORDS.singleShortcuts}
          help={WORDS.singleShortcutsHelp}
          checked={preferences.hasShortcuts}
          onChange={(event) => onChange({ hasShortcuts: event.target.checked })}
        />
      </div>
      <OwnShortcutList
        levels={levels}
        settings={preferences}
        onChange={(ownShortcuts) => onChange({ ownShortcuts })}
      />
      <dl className="space-y-2 border-t border-line pt-5 text-[14px]">
        {FIXED_SHORTCUTS.map(({ shortcuts, does }) => (
          <div key={does} className="flex items-center justify-between gap-3">
            <dt className="order-last flex shrink-0 items-center gap-1">
              {shortcuts.map((shortcut) => (
                <Kbd key={shortcut}>{shortcut}</Kbd>
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
