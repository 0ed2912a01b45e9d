import { LevelChip } from "#components/ui/level-chip.tsx";
import type { LevelView } from "#lib/judgment/rules.ts";

/** The scale from the best down, with definitions and examples. */
export function ScaleList({ levels }: { levels: readonly LevelView[] }) {
  return (
    <dl className="space-y-3">
      {[...levels].reverse().map(({ value, name, definition, examples }) => (
        <div key={value} className="flex gap-3">
          <LevelChip level={value} levels={levels.length} />
          <div className="min-w-0 text-[14px]">
            <dt className="font-semibold">{name}</dt>
            <dd className="text-ink-2">
              {definition}
              {examples && <span className="block text-[13px] text-ink-3">{examples}</span>}
            </dd>
          </div>
        </div>
      ))}
    </dl>
  );
}
