import { LevelChip } from "#components/ui/level-chip.tsx";

type LevelSetProps = {
  levels: readonly { value: number; name: string }[];
  chosen: readonly number[];
  onChange: (chosen: readonly number[]) => void;
};

/** Any of the levels, as boxes to tick. */
export function LevelSet({ levels, chosen, onChange }: LevelSetProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-[13.5px] font-medium">Acceptable levels</legend>
      <div className="flex flex-wrap gap-2">
        {levels.map(({ value, name }) => (
          <label
            key={value}
            className="flex min-h-[44px] cursor-pointer items-center gap-2 rounded-lg border border-line-2 px-3 has-checked:border-gold-strong has-checked:bg-gold-soft has-focus-visible:outline-2"
          >
            <input
              type="checkbox"
              className="size-4 accent-(--gold-strong)"
              checked={chosen.includes(value)}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...chosen, value].sort()
                    : chosen.filter((level) => level !== value),
                )
              }
            />
            <LevelChip level={value} levels={levels.length} size="small" />
            <span className="text-[14px]">{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
