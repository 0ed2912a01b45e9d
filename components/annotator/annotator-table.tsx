import Link from "next/link";
import { IntervalTrack } from "#components/charts/interval-track.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { count, percent, percentInterval, seconds } from "#components/ui/format.ts";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { RankedAnnotator } from "#lib/annotator/rules/roster.ts";
import { StateChip } from "./state-chip.tsx";
import { openInWords, SEES_GOLD, shareInWords, TABLE } from "./words.ts";

type AnnotatorTableProps = { projectId: string; annotators: readonly RankedAnnotator[] };

/** Everybody with their accuracy on gold as a mark in its interval, in the order given. */
export function AnnotatorTable({ projectId, annotators }: AnnotatorTableProps) {
  return (
    <Table label={TABLE.label}>
      <thead>
        <tr>
          {TABLE.columns.map((name) => (
            <Th key={name}>{name}</Th>
          ))}
          {TABLE.counts.map((name) => (
            <Th key={name} isNumber>
              {name}
            </Th>
          ))}
          <Th>{TABLE.state}</Th>
        </tr>
      </thead>
      <tbody>
        {annotators.map((annotator) => (
          <tr key={annotator.no}>
            <Td>
              <Who projectId={projectId} annotator={annotator} />
            </Td>
            <Td className="min-w-64 max-sm:min-w-44">
              <Accuracy gold={annotator.gold} state={annotator.state} />
              {annotator.seesGold && <p className="text-[12.5px] text-note">{SEES_GOLD.short}</p>}
            </Td>
            <Count of={annotator.gold.all.reason === null ? annotator.gold.all.n : 0} />
            <Count of={annotator.judgments} />
            <Count of={annotator.unratable} />
            <Td isNumber className={annotator.medianDurationMs === null ? "text-ink-3" : ""}>
              {seconds(annotator.medianDurationMs)}
            </Td>
            <Td>
              <StateChip
                state={annotator.state}
                hasSecondChance={annotator.gold.since?.by === "second-chance"}
              />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** What is there stands out from what is not yet. */
function Count({ of }: { of: number }) {
  return (
    <Td isNumber className={of === 0 ? "text-ink-3" : ""}>
      {count(of)}
    </Td>
  );
}

function Who({ projectId, annotator }: { projectId: string; annotator: RankedAnnotator }) {
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Link
          href={`/projects/${projectId}/annotators/${annotator.no}`}
          className="font-medium whitespace-nowrap underline decoration-line-2 underline-offset-2 hover:decoration-current"
        >
          {annotator.pseudonym}
        </Link>
        {annotator.isSimulated && <Chip tone="gold">{TABLE.simulated}</Chip>}
        {annotator.seesGold && <Chip tone="note">{SEES_GOLD.chip}</Chip>}
      </span>
      {annotator.name && <span className="block text-[13px] text-ink-3">{annotator.name}</span>}
    </>
  );
}

function Accuracy({ gold, state }: Pick<RankedAnnotator, "gold" | "state">) {
  const { all } = gold;
  const open = openInWords(gold, state);
  return (
    <>
      {all.reason === null && (
        <span className="flex items-center gap-3 max-sm:gap-2">
          <IntervalTrack
            label={shareInWords(all.exact, "gold answers")}
            value={all.exact.share}
            lower={all.exact.wilson.lower}
            upper={all.exact.wilson.upper}
          />
          <span className="w-17 shrink-0 text-[13px] leading-tight">
            {percent(all.exact.share)}
            <span className="block text-[12px] text-ink-3">{percentInterval(all.exact.wilson)}</span>
          </span>
        </span>
      )}
      {open && <span className="block pt-1 text-[12.5px] text-ink-3">{open}</span>}
    </>
  );
}
