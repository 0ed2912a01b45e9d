import { LevelChip } from "#components/ui/level-chip.tsx";
import type { LevelView } from "#lib/judgment/rules.ts";

/** The scale from the best down, with definitions and examples. */
export function ScaleList({ levels }: { levels: readonly LevelView[] }) {
  return (
    <ul className="space-y-3">
      {[...levels].reverse().map(({ value, name, definition, examples }) => (
        <li key={value} className="flex gap-3">
          <LevelChip level={value} levels={levels.length} />
          <div className="min-w-0 text-[14px]">
            <p className="font-semibold">{name}</p>
            <p className="text-ink-2">{definition}</p>
            {examples && <p className="text-[13px] text-ink-3">{examples}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
