import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import { LevelChip } from "#components/ui/level-chip.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { bankInWords, shortBankInWords, uncoveredInWords } from "./words.ts";

type GoldBankProps = {
  golds: number;
  needed: number;
  goldRate: number;
  /** What the rate can be from now on */
  effectiveRate: number;
  /** To how many people one gold is shown */
  peoplePerGold: number;
  cap: number;
  coverage: readonly number[];
  levels: readonly { value: number; name: string }[];
};

/** Whether there is enough gold, and some for every level. */
export function GoldBank({
  golds,
  needed,
  goldRate,
  effectiveRate,
  peoplePerGold,
  cap,
  coverage,
  levels,
}: GoldBankProps) {
  const uncovered = levels.filter((_, at) => coverage[at] === 0);
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card title="Gold bank">
        <Stat value={count(golds)}>{bankInWords(needed, goldRate, peoplePerGold, cap)}</Stat>
        {golds < needed && (
          <div className="mt-3">
            <Callout tone="gold">{shortBankInWords({ golds, needed, goldRate, effectiveRate })}</Callout>
          </div>
        )}
      </Card>
      <Card title="Coverage" aside="gold items that accept the level">
        <ul className="space-y-2">
          {levels.map(({ value, name }, at) => (
            <li
              key={value}
              className="grid grid-cols-[auto_5.5rem_1fr_auto] items-center gap-3 text-[13.5px]"
            >
              <LevelChip level={value} levels={levels.length} size="small" />
              <span className="truncate">{name}</span>
              <span aria-hidden className="h-2 rounded-full bg-sunken">
                <span
                  className="block h-2 rounded-full bg-gold"
                  style={{
                    width: `${(100 * (coverage[at] ?? 0)) / Math.max(1, ...coverage)}%`,
                  }}
                />
              </span>
              <span className="text-end">{coverage[at] ?? 0}</span>
            </li>
          ))}
        </ul>
        {uncovered.length > 0 && golds > 0 && (
          <p className="mt-3 text-[13px] text-ink-3">{uncoveredInWords(uncovered.map(({ name }) => name))}</p>
        )}
      </Card>
    </div>
  );
}
