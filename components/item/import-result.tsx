import { ButtonLink } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { count, counted } from "#components/ui/format.ts";
import { Stat } from "#components/ui/stat.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { ImportView, RejectRow } from "#lib/item/import/rules.ts";
import { failureInWords, rejectInWords } from "./import-words.ts";

type ImportResultProps = { projectId: string; view: ImportView; rejects: readonly RejectRow[] };

/** How an import ended: every row of the file is either accepted or rejected. */
export function ImportResult({ projectId, view, rejects }: ImportResultProps) {
  return (
    <div className="space-y-4">
      <Outcome view={view} />
      <Card>
        <div className="flex flex-wrap items-baseline gap-x-8 gap-y-4">
          <Stat value={count(view.rowsRead)}>rows read</Stat>
          <span aria-hidden className="font-serif text-2xl text-ink-3">
            =
          </span>
          <Stat value={count(view.rowsAccepted)}>{view.state === "done" ? "accepted" : "good"}</Stat>
          <span aria-hidden className="font-serif text-2xl text-ink-3">
            +
          </span>
          <Stat value={count(view.rowsRejected)}>rejected</Stat>
          <span className="ms-auto flex flex-wrap gap-2 self-center">
            {view.rowsRejected > 0 && (
              <ButtonLink href={`/api/projects/${projectId}/imports/${view.no}/rejects`} download>
                Download the rejects
              </ButtonLink>
            )}
            {view.state === "done" && (
              <ButtonLink kind="primary" href={`/projects/${projectId}/items`}>
                See the items
              </ButtonLink>
            )}
          </span>
        </div>
      </Card>
      {rejects.length > 0 && <RejectsTable rejects={rejects} total={view.rowsRejected} />}
    </div>
  );
}

function Outcome({ view }: { view: ImportView }) {
  if (view.state === "failed") {
    return (
      <Callout tone="bad" title="This file could not be read.">
        {failureInWords(view.error)}
      </Callout>
    );
  }
  if (view.state === "refused") {
    return (
      <Callout tone="bad" title="Nothing was added.">
        {counted(view.rowsRejected, "row")} could not be taken, and you asked for all or nothing. Mend the
        file and upload it again, or add the good rows of this one below.
      </Callout>
    );
  }
  if (view.rowsAccepted === 0) {
    return <Callout tone="note">None of the rows could be taken, so no item was added.</Callout>;
  }
  return (
    <Callout tone="good" title={`${counted(view.rowsAccepted, "item")} added.`}>
      {view.rowsRejected === 0 ? "Every row of the file is in." : "The rows below were left out."}
    </Callout>
  );
}

function RejectsTable({ rejects, total }: { rejects: readonly RejectRow[]; total: number }) {
  return (
    <Card
      title="Rejected rows"
      aside={total > rejects.length ? `The first ${count(rejects.length)} of ${count(total)}` : undefined}
    >
      <Table label="Rejected rows">
        <thead>
          <tr>
            <Th isNumber>Line</Th>
            <Th>Why</Th>
            <Th>Row</Th>
          </tr>
        </thead>
        <tbody>
          {rejects.map((reject) => (
            <tr key={reject.no}>
              <Td isNumber className="align-top">
                {reject.line}
              </Td>
              <Td className="min-w-56 align-top">{rejectInWords(reject)}</Td>
              <Td className="max-w-80 align-top text-ink-3">
                <span dir="auto" className="block truncate" title={reject.excerpt}>
                  {reject.excerpt}
                </span>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
