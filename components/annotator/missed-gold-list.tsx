import { acceptableInWords } from "#components/gold/words.ts";
import { LevelChip } from "#components/ui/level-chip.tsx";
import type { MissedGold } from "#lib/annotator/evidence/rules.ts";

type MissedGoldListProps = { misses: readonly MissedGold[]; levels: number; given: string };

/** Answers that differed from the gold, each with the acceptable levels and why. */
export function MissedGoldList({ misses, levels, given }: MissedGoldListProps) {
  return (
    <ul className="divide-y divide-line">
      {misses.map((miss) => (
        <li key={`${miss.query}/${miss.title}`} className="py-3 first:pt-0 last:pb-0">
          {miss.query && (
            <p dir="auto" className="text-[13px] text-ink-3">
              “{miss.query}”
            </p>
          )}
          <p dir="auto" className="font-medium break-words">
            {miss.title}
          </p>
          <p className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-[13px] text-ink-2">
            <Levels name={given} values={[miss.level]} levels={levels} />
            <Levels
              name={acceptableInWords(miss.acceptable.length)}
              values={miss.acceptable}
              levels={levels}
            />
          </p>
          {miss.reason && (
            <p dir="auto" className="mt-1.5 max-w-[68ch] text-[13.5px] whitespace-pre-line text-ink-2">
              {miss.reason}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A name and the levels it stands for. */
function Levels({ name, values, levels }: { name: string; values: readonly number[]; levels: number }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {name}
      {values.map((level) => (
        <LevelChip key={level} level={level} levels={levels} size="small" />
      ))}
    </span>
  );
}
