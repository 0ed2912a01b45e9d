import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { LevelChip } from "#components/ui/level-chip.tsx";
import type { ScaleLevel } from "#lib/item/rules.ts";
import { ITEM } from "./words.ts";

type ItemGoldProps = {
  gold: { readonly levels: readonly number[]; readonly reason: string; readonly version: number } | null;
  scale: readonly ScaleLevel[];
  /** What can be done about it */
  children?: ReactNode;
};

/** The acceptable levels of a gold item, or that the item is not gold. */
export function ItemGold({ gold, scale, children }: ItemGoldProps) {
  return (
    <Card title="Gold" aside={gold ? <Chip tone="gold">version {gold.version}</Chip> : "Not gold"}>
      {gold ? (
        <div className="space-y-2">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="text-ink-3">Acceptable levels</span>
            {gold.levels.map((level) => (
              <span key={level} className="inline-flex items-center gap-1.5">
                <LevelChip level={level} levels={scale.length} size="small" />
                {scale.find(({ value }) => value === level)?.name}
              </span>
            ))}
          </p>
          {gold.reason && <p className="break-words whitespace-pre-line text-ink-2">{gold.reason}</p>}
        </div>
      ) : (
        <p className="text-ink-2">{ITEM.notGold}</p>
      )}
      {children && (
        <details className="mt-3 border-t border-line pt-3">
          <summary className="text-[13.5px] font-medium">{gold ? "Change gold" : "Mark as gold"}</summary>
          <div className="mt-3">{children}</div>
        </details>
      )}
    </Card>
  );
}
