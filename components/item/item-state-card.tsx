import { Card } from "#components/ui/card.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ItemView } from "#lib/item/queries.ts";
import type { ItemEvent } from "#lib/item/rules.ts";
import { ItemStateChip } from "./item-state-chip.tsx";
import { MoveButtons } from "./moves/move-buttons.tsx";
import { QueryMoveButton } from "./moves/query-move-button.tsx";
import { EVENTS } from "./moves/words.ts";
import { itemStateInWords, queryMoveInWords } from "./words.ts";

type ItemStateCardProps = { projectId: string; item: ItemView; events: readonly ItemEvent[] };

/** What the item is now, what can be done with it as a whole, and what was done before. */
export function ItemStateCard({ projectId, item, events }: ItemStateCardProps) {
  const { query } = item;
  const isQueryPaused = query?.isPaused ?? false;
  const queryMove = query && queryMoveInWords(query);
  return (
    <Card title="State" aside={<ItemStateChip state={item.state} />}>
      <p className="text-ink-2">{itemStateInWords(item)}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <MoveButtons projectId={projectId} items={[{ ...item, isQueryPaused }]} />
        {queryMove && item.state !== "removed" && (
          <QueryMoveButton projectId={projectId} queryNo={query.no} isPaused={isQueryPaused}>
            {queryMove}
          </QueryMoveButton>
        )}
      </div>
      {events.length > 0 && (
        <ol aria-label="History" className="mt-3 space-y-1 border-t border-line pt-3 text-[13px]">
          {events.map((event) => (
            <li key={event.rev} className="text-ink-3">
              <span className="text-ink-2">
                {EVENTS[event.kind]}
                {event.guidelineVersion !== null && ` for guideline version ${event.guidelineVersion}`}
              </span>{" "}
              {event.createdBy && `by ${event.createdBy}, `}
              <Time at={event.createdAt} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
