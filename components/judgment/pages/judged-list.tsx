import { HISTORY_COLUMNS, REASONS, WORDS } from "#components/judgment/words.ts";
import { LevelChip } from "#components/ui/level-chip.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { JudgedRow } from "#lib/judgment/rules.ts";

/** What a person judged, newest first. */
export function JudgedList({ rows, levels }: { rows: readonly JudgedRow[]; levels: number }) {
  return (
    <Table label={WORDS.history}>
      <thead>
        <tr>
          {HISTORY_COLUMNS.map((name) => (
            <Th key={name}>{name}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.at.toISOString()} ${row.title}`}>
            <Td>
              {row.level === null ? (
                <span className="text-ink-2">
                  {WORDS.cannotJudge}:{" "}
                  {REASONS.find(({ value }) => value === row.unratable)?.name.toLowerCase()}
                </span>
              ) : (
                <LevelChip level={row.level} levels={levels} />
              )}
            </Td>
            <Td className="min-w-52">
              <span dir="auto">{row.title}</span>
              {row.query && (
                <span dir="auto" className="block text-[13px] text-ink-3">
                  {row.query}
                </span>
              )}
            </Td>
            <Td className="text-ink-2">{row.comment}</Td>
            <Td className="whitespace-nowrap text-ink-3">
              <Time at={row.at} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
