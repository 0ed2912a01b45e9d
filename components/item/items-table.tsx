import Link from "next/link";
import { Chip } from "#components/ui/chip.tsx";
import { Votes } from "#components/ui/level-chip.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { ItemRow } from "#lib/item/rules.ts";

type ItemsTableProps = { projectId: string; rows: readonly ItemRow[]; scaleSize: number };

export function ItemsTable({ projectId, rows, scaleSize }: ItemsTableProps) {
  return (
    <Table label="Items">
      <thead>
        <tr>
          <Th isNumber>No.</Th>
          <Th>Item</Th>
          <Th>Judgments</Th>
          <Th isNumber>Given</Th>
          <Th className="ps-4">State</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.no}>
            <Td isNumber className="text-ink-3">
              {row.no}
            </Td>
            <Td className="min-w-56">
              {row.query !== null && (
                <span dir="auto" className="block text-xs break-words text-ink-3">
                  {row.query}
                </span>
              )}
              <Link
                href={`/projects/${projectId}/items/${row.no}`}
                dir="auto"
                className="font-medium break-words hover:underline"
              >
                {row.title}
              </Link>
            </Td>
            <Td>
              <Votes votes={row.votes} levels={scaleSize} />
            </Td>
            <Td isNumber>
              {row.counted} of {row.target}
            </Td>
            <Td className="ps-4 whitespace-nowrap">
              <span className="inline-flex gap-1.5">
                <ItemStateChip state={row.state} />
                {row.isGold && <Chip tone="gold">gold</Chip>}
              </span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const TONES = { open: "plain", done: "good", paused: "note", removed: "bad" } as const;

export function ItemStateChip({ state }: { state: string }) {
  return <Chip tone={TONES[state as keyof typeof TONES] ?? "plain"}>{state}</Chip>;
}
