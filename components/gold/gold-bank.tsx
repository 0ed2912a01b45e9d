import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { count, counted, percent } from "#components/ui/format.ts";
import { LevelChip } from "#components/ui/level-chip.tsx";
import { Stat } from "#components/ui/stat.tsx";

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

/** Whether there is gold enough, and for every level. */
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
      <Card title="Bank">
        <Stat value={count(golds)}>
          {counted(needed, "gold item")} would keep the planned rate of {percent(goldRate)}. Each goes to
          about {peoplePerGold} people, like any other item, and never to more than {cap}.
        </Stat>
        {golds < needed && (
          <div className="mt-3">
            <Callout tone="gold">
              {counted(needed - golds, "gold item")} missing.{" "}
              {effectiveRate < goldRate &&
                `A gold item that came up more often than others would give itself away. At most ${percent(effectiveRate, 1)} of the remaining work can be gold, not ${percent(goldRate, 1)}.`}
            </Callout>
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
                    width: percent((coverage[at] ?? 0) / Math.max(1, ...coverage), 1).replace(" ", ""),
                  }}
                />
              </span>
              <span className="text-end">{coverage[at] ?? 0}</span>
            </li>
          ))}
        </ul>
        {uncovered.length > 0 && golds > 0 && (
          <p className="mt-3 text-[13px] text-ink-3">
            No gold item accepts {uncovered.map(({ name }) => name).join(", ")}: nobody is measured there.
          </p>
        )}
      </Card>
    </div>
  );
}
