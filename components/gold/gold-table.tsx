import Link from "next/link";
import { Chip } from "#components/ui/chip.tsx";
import { count, percent } from "#components/ui/format.ts";
import { LevelChip } from "#components/ui/level-chip.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { GoldRow } from "#lib/gold/rules.ts";

type GoldTableProps = { projectId: string; scaleSize: number; rows: readonly GoldRow[] };

export function GoldTable({ projectId, scaleSize, rows }: GoldTableProps) {
  return (
    <Table label="Gold items">
      <thead>
        <tr>
          <Th>Item</Th>
          <Th>Acceptable levels</Th>
          <Th>Reason</Th>
          <Th isNumber>Answers</Th>
          <Th isNumber>Accuracy</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.itemNo}>
            <Td className="min-w-52">
              <Link
                href={`/projects/${projectId}/items/${row.itemNo}`}
                className="font-medium hover:underline"
              >
                {row.title}
              </Link>
              {row.isInReview && (
                <span className="ms-2">
                  <Chip tone="bad">in review</Chip>
                </span>
              )}
              {row.query && <span className="block text-[13px] text-ink-3">{row.query}</span>}
            </Td>
            <Td>
              <span className="inline-flex gap-[3px]">
                {row.levels.map((level) => (
                  <LevelChip key={level} level={level} levels={scaleSize} size="small" />
                ))}
              </span>
            </Td>
            <Td className="min-w-64 text-ink-2">
              <span className="line-clamp-2" title={row.reason}>
                {row.reason || <span className="text-ink-3">no reason</span>}
              </span>
            </Td>
            <Td isNumber>
              {count(row.answers)} <span className="text-ink-3">of {count(row.cap)}</span>
            </Td>
            <Td isNumber>{row.answers === 0 ? "–" : percent(row.correct / row.answers)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
