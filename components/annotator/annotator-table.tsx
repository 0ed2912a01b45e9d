import { Chip, type Tone } from "#components/ui/chip.tsx";
import { count, counted, percent, percentInterval, seconds } from "#components/ui/format.ts";
import { IntervalTrack } from "#components/ui/interval-track.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { type AnnotatorRow, missingGold, type RankedAnnotator } from "#lib/annotator/rules.ts";

// Everybody is believed alike until trust is computed, so that only what differs is named.
const STATES: Record<AnnotatorRow["state"], { name: string; tone: Tone }> = {
  probation: { name: "active", tone: "plain" },
  trusted: { name: "active", tone: "plain" },
  review: { name: "in review", tone: "note" },
  suspended: { name: "suspended", tone: "bad" },
};

/** Everybody with their accuracy on gold as a mark in its interval, in the order given. */
export function AnnotatorTable({ annotators }: { annotators: readonly RankedAnnotator[] }) {
  return (
    <Table label="Annotators">
      <thead>
        <tr>
          <Th>Annotator</Th>
          <Th>Gold accuracy, 95 %</Th>
          <Th isNumber>Gold answers</Th>
          <Th isNumber>Judgments</Th>
          <Th isNumber>Unratable</Th>
          <Th isNumber>Median time</Th>
          <Th>State</Th>
        </tr>
      </thead>
      <tbody>
        {annotators.map((annotator) => (
          <tr key={annotator.no}>
            <Td>
              <Who annotator={annotator} />
            </Td>
            <Td className="min-w-64 max-sm:min-w-44">
              <Accuracy gold={annotator.gold} />
            </Td>
            <Td isNumber>{annotator.gold.reason === null ? count(annotator.gold.n) : "0"}</Td>
            <Td isNumber>{count(annotator.judgments)}</Td>
            <Td isNumber>{count(annotator.unratable)}</Td>
            <Td isNumber>{seconds(annotator.medianDurationMs)}</Td>
            <Td>
              <Chip tone={STATES[annotator.state].tone}>{STATES[annotator.state].name}</Chip>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Who({ annotator }: { annotator: RankedAnnotator }) {
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium whitespace-nowrap">{annotator.pseudonym}</span>
        {annotator.isSimulated && <Chip tone="gold">simulated</Chip>}
      </span>
      {annotator.name && <span className="block text-[13px] text-ink-3">{annotator.name}</span>}
    </>
  );
}

function Accuracy({ gold }: { gold: RankedAnnotator["gold"] }) {
  const missing = missingGold(gold);
  const wanting = `Not enough data: ${counted(missing, "more gold answer")} needed`;
  if (gold.reason !== null) return <span className="text-[13px] text-ink-3">{wanting}</span>;
  const { share, wilson } = gold.exact;
  const text = `Gold accuracy ${percent(share)}, 95 % interval ${percentInterval(wilson)}`;
  return (
    <>
      <span className="flex items-center gap-3 max-sm:gap-2">
        <IntervalTrack label={text} value={share} lower={wilson.lower} upper={wilson.upper} />
        <span className="w-17 shrink-0 text-[13px] leading-tight">
          {percent(share)}
          <span className="block text-[12px] text-ink-3">{percentInterval(wilson)}</span>
        </span>
      </span>
      {missing > 0 && <span className="text-[12.5px] text-ink-3">{wanting}</span>}
    </>
  );
}
