import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { bytes, count } from "#components/ui/format.ts";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ImportView } from "#lib/item/import/rules/view.ts";
import { IMPORT_STATES, shortName } from "./words.ts";

/** The files that were uploaded so far. */
export function ImportList({ projectId, imports }: { projectId: string; imports: readonly ImportView[] }) {
  return (
    <Card title="Earlier files">
      <Table label="Earlier files">
        <thead>
          <tr>
            <Th>File</Th>
            <Th>State</Th>
            <Th isNumber>Rows</Th>
            <Th isNumber>Accepted</Th>
            <Th isNumber>Rejected</Th>
            <Th className="ps-4">Uploaded</Th>
          </tr>
        </thead>
        <tbody>
          {imports.map((view) => (
            <tr key={view.no}>
              <Td className="min-w-40">
                <Link
                  href={`/projects/${projectId}/items/import/${view.no}`}
                  title={shortName(view.fileName)}
                  className="font-medium break-all underline decoration-line-2 underline-offset-3 hover:decoration-current"
                >
                  {shortName(view.fileName)}
                </Link>
                <span className="block text-xs text-ink-3">{bytes(view.bytes)}</span>
              </Td>
              <Td>
                <Chip tone={IMPORT_STATES[view.state].tone}>{IMPORT_STATES[view.state].name}</Chip>
              </Td>
              <Td isNumber>{count(view.rowsRead)}</Td>
              <Td isNumber>{count(view.rowsAccepted)}</Td>
              <Td isNumber>{count(view.rowsRejected)}</Td>
              <Td className="ps-4 whitespace-nowrap text-ink-2">
                <Time at={view.createdAt} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
