import { Card } from "#components/ui/card.tsx";
import { counted } from "#components/ui/format.ts";
import { Time } from "#components/ui/time.tsx";
import { type ItemEvent, whyPaused } from "#lib/item/rules.ts";
import { ItemStateChip } from "./item-state-chip.tsx";
import { MoveButtons } from "./moves/move-buttons.tsx";
import { EVENTS, PAUSED } from "./moves/move-words.ts";
import { QueryMoveButton } from "./moves/query-move-button.tsx";

type StatefulItem = {
  readonly no: number;
  readonly state: string;
  readonly counted: number;
  readonly target: number;
  readonly isGold: boolean;
  readonly resultProblems: number;
  readonly query: { no: number; isPaused: boolean; open: number; paused: number; problems: number } | null;
};

type ItemStateCardProps = { projectId: string; item: StatefulItem; events: readonly ItemEvent[] };

/** What the item is now, what can be done with it as a whole, and what was done before. */
export function ItemStateCard({ projectId, item, events }: ItemStateCardProps) {
  const { query } = item;
  const isQueryPaused = query?.isPaused ?? false;
  return (
    <Card title="State" aside={<ItemStateChip state={item.state} />}>
      <p className="text-ink-2">{inWords(item)}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <MoveButtons projectId={projectId} items={[{ ...item, isQueryPaused }]} />
        {query && item.state !== "removed" && (
          <QueryMoveButton projectId={projectId} queryNo={query.no} isPaused={isQueryPaused}>
            {isQueryPaused
              ? `Resume the whole query (${query.paused} paused)`
              : `Pause the whole query (${query.open} open)`}
          </QueryMoveButton>
        )}
      </div>
      {events.length > 0 && (
        <ol
          aria-label="What was done before"
          className="mt-3 space-y-1 border-t border-line pt-3 text-[13px]"
        >
          {events.map((event) => (
            <li key={event.rev} className="text-ink-3">
              <span className="text-ink-2">
                {EVENTS[event.kind]}
                {event.guidelineVersion !== null && ` for version ${event.guidelineVersion} of the guideline`}
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

function inWords(item: StatefulItem): string {
  const { state, target, query, resultProblems } = item;
  const given = counted(item.counted, "judgment");
  if (state === "done") return `It has the ${given} it needs.`;
  if (state === "removed") {
    return `It is not part of the project now. Nobody is handed it. Its judgments are kept and do not count.`;
  }
  if (state === "open") {
    return item.isGold
      ? `It is handed out unmarked, to at most ${target} people; ${counted(item.counted, "person has", "people have")} answered.`
      : `It is handed out until ${counted(target, "judgment")} count; it has ${item.counted}.`;
  }
  const because = whyPaused({
    isQueryPaused: query?.isPaused ?? false,
    queryProblems: query?.problems ?? 0,
    resultProblems,
  });
  return `${PAUSED[because]} Nobody is handed the item; its ${given} count as before.`;
}
