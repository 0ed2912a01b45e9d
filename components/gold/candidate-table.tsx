import Link from "next/link";
import { LevelChip } from "#components/ui/level-chip.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { GoldCandidate } from "#lib/gold/growth/rules.ts";

type CandidateTableProps = {
  projectId: string;
  scaleSize: number;
  candidates: readonly GoldCandidate[];
  chosen: ReadonlySet<number>;
  onToggle: (itemNo: number) => void;
};

/** What is known of each, and which are chosen. */
export function CandidateTable({ projectId, scaleSize, candidates, chosen, onToggle }: CandidateTableProps) {
  return (
    <Table label="Gold candidates">
      <thead>
        <tr>
          <Th>Select</Th>
          <Th>Item</Th>
          <Th>Level</Th>
          <Th isNumber>Judgments</Th>
          <Th isNumber>By trusted annotators</Th>
        </tr>
      </thead>
      <tbody>
        {candidates.map((candidate) => (
          <tr key={candidate.itemNo}>
            <Td>
              <label className="grid size-[44px] place-items-center">
                <input
                  type="checkbox"
                  className="size-[18px] accent-(--gold-strong)"
                  aria-label={`Item ${candidate.itemNo}`}
                  checked={chosen.has(candidate.itemNo)}
                  onChange={() => onToggle(candidate.itemNo)}
                />
              </label>
            </Td>
            <Td className="min-w-52">
              <Link
                href={`/projects/${projectId}/items/${candidate.itemNo}`}
                dir="auto"
                className="font-medium hover:underline"
              >
                {candidate.title}
              </Link>
              {candidate.query && (
                <span dir="auto" className="block text-[13px] text-ink-3">
                  {candidate.query}
                </span>
              )}
            </Td>
            <Td>
              <LevelChip level={candidate.level} levels={scaleSize} size="small" />
            </Td>
            <Td isNumber>{candidate.judgments}</Td>
            <Td isNumber>{candidate.trusted}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
