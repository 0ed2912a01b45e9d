import Link from "next/link";
import { IntervalTrack } from "#components/charts/interval-track.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { count, percent, percentInterval, seconds } from "#components/ui/format.ts";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { missingGold, type RankedAnnotator } from "#lib/annotator/rules/roster.ts";
import { StateChip } from "./state-chip.tsx";
import { missingInWords, SEES_GOLD, shareInWords, TABLE } from "./words.ts";

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
              <Accuracy gold={annotator.gold} />
              {annotator.seesGold && <p className="text-[12.5px] text-note">{SEES_GOLD.short}</p>}
            </Td>
            <Td isNumber>{annotator.gold.reason === null ? count(annotator.gold.n) : "0"}</Td>
            <Td isNumber>{count(annotator.judgments)}</Td>
            <Td isNumber>{count(annotator.unratable)}</Td>
            <Td isNumber>{seconds(annotator.medianDurationMs)}</Td>
            <Td>
              <StateChip state={annotator.state} hasSecondChance={annotator.hasSecondChance} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
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

function Accuracy({ gold }: { gold: RankedAnnotator["gold"] }) {
  const missing = missingGold(gold);
  const wanting = missingInWords(missing);
  if (gold.reason !== null) return <span className="text-[13px] text-ink-3">{wanting}</span>;
  const { share, wilson } = gold.exact;
  return (
    <>
      <span className="flex items-center gap-3 max-sm:gap-2">
        <IntervalTrack
          label={shareInWords(gold.exact, "gold answers")}
          value={share}
          lower={wilson.lower}
          upper={wilson.upper}
        />
        <span className="w-17 shrink-0 text-[13px] leading-tight">
          {percent(share)}
          <span className="block text-[12px] text-ink-3">{percentInterval(wilson)}</span>
        </span>
      </span>
      {missing > 0 && <span className="text-[12.5px] text-ink-3">{wanting}</span>}
    </>
  );
}
