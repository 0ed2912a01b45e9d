import { Card } from "#components/ui/card.tsx";
import { counted } from "#components/ui/format.ts";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { Preview } from "#lib/item/import/rules/preview.ts";
import { rejectInWords } from "./words.ts";

/** The start of the file as it was read. */
export function ImportPreview({ preview }: { preview: Preview }) {
  return (
    <Card title={`First ${counted(preview.rows.length, "row")}`} aside="Long cells are shortened here only">
      <Table label="First rows of the file">
        <thead>
          <tr>
            <Th isNumber>Line</Th>
            {preview.columns.map(({ name }) => (
              <Th key={name}>{name}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row) => (
            <tr key={row.line}>
              <Td isNumber className="text-ink-3">
                {row.line}
              </Td>
              {"cells" in row ? (
                row.cells.map((cell, at) => (
                  <Td key={preview.columns[at]?.name}>
                    <span dir="auto" className="block max-w-64 truncate">
                      {cell}
                    </span>
                  </Td>
                ))
              ) : (
                <Td colSpan={preview.columns.length} className="text-bad">
                  {rejectInWords({ ...row.reject, reason: row.reject.code })}
                </Td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
