"use client";

import { type ShortcutSettings, shortcutsOf } from "#components/judgment/shortcuts/shortcuts.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { LevelChip } from "#components/ui/level-chip.tsx";
import type { LevelView } from "#lib/judgment/rules.ts";

type LevelButtonsProps = {
  levels: readonly LevelView[];
  question: string;
  selected: number | null;
  shortcuts: ShortcutSettings;
  onSelect: (level: number) => void;
  onPress: (level: number) => void;
};

/**
 * The scale as a group of radio buttons: arrows move and never submit, Space chooses, a click or a digit is the
 * answer.
 */
export function LevelButtons({
  levels,
  question,
  selected,
  shortcuts,
  onSelect,
  onPress,
}: LevelButtonsProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{question}</legend>
      <div
        className="grid grid-cols-1 gap-2.5 max-md:gap-1.5 md:grid-cols-(--columns) [@media(max-height:480px)_and_(min-width:480px)]:grid-cols-(--columns)"
        style={{ "--columns": `repeat(${levels.length}, minmax(0, 1fr))` } as React.CSSProperties}
      >
        {levels.map((level) => (
          <LevelButton
            key={level.value}
            level={level}
            count={levels.length}
            isSelected={selected === level.value}
            ownShortcut={
              shortcuts.ownShortcuts[`level-${level.value}`]
                ? shortcutsOf(`level-${level.value}`, shortcuts)[0]
                : undefined
            }
            onSelect={onSelect}
            onPress={onPress}
          />
        ))}
      </div>
    </fieldset>
  );
}

type LevelButtonProps = {
  level: LevelView;
  count: number;
  isSelected: boolean;
  /** Where it is not the digit */
  ownShortcut: string | undefined;
  onSelect: (level: number) => void;
  onPress: (level: number) => void;
};

const BUTTON =
  "group relative flex min-h-[44px] cursor-pointer gap-3 rounded-xl border border-line-2 bg-surface p-3.5 shadow-lift transition-colors duration-100 select-none touch-manipulation hover:border-gold has-checked:border-gold has-checked:ring-2 has-checked:ring-gold has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-gold md:flex-col max-md:items-center max-md:px-3 max-md:py-[5px]";

function LevelButton({ level, count, isSelected, ownShortcut, onSelect, onPress }: LevelButtonProps) {
  const { value, name, definition, examples } = level;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the radio button
    <label
      onClick={(event) => {
        // The click that a key makes on the radio button has no pointer behind it.
        if (event.detail === 0) return;
        event.preventDefault();
        onPress(value);
      }}
      className={BUTTON}
    >
      <input
        type="radio"
        name="level"
        value={value}
        checked={isSelected}
        onChange={() => onSelect(value)}
        aria-describedby={`level-${value}`}
        className="sr-only"
      />
      <LevelChip level={value} levels={count} size="large" />
      <span className="min-w-0">
        <span className="block truncate text-[14.5px] leading-snug font-semibold">{name}</span>
        <span
          id={`level-${value}`}
          className="block text-[12.5px] leading-snug text-ink-2 max-md:line-clamp-2 max-md:[@media(max-height:700px)]:hidden"
        >
          {definition}
        </span>
      </span>
      {ownShortcut && (
        <span aria-hidden className="absolute end-2.5 top-2.5 pointer-coarse:hidden">
          <Kbd>{ownShortcut}</Kbd>
        </span>
      )}
      {examples && <Examples text={examples} />}
    </label>
  );
}

/** Shown while the level is pointed at or reached by keyboard. */
function Examples({ text }: { text: string }) {
  return (
    <span className="pointer-events-none absolute inset-x-0 bottom-full mb-2 invisible rounded-lg opacity-0 transition-[opacity,visibility] duration-100 border border-line-2 bg-surface px-3 py-2 text-[12.5px] leading-snug break-words text-ink-2 shadow-lift group-hover:visible group-hover:opacity-100 group-hover:delay-300 group-has-focus-visible:visible group-has-focus-visible:opacity-100 max-md:hidden pointer-coarse:hidden">
      {text}
    </span>
  );
}
