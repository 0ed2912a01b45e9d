import { ButtonLink } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { count, counted, plural } from "#components/ui/format.ts";
import { Stat } from "#components/ui/stat.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { ImportView, RejectRow } from "#lib/item/import/rules/view.ts";
import { ReadAgain } from "./read-again.tsx";
import {
  addedInWords,
  canReadAgain,
  failureInWords,
  NO_GOOD_ROW,
  refusedInWords,
  rejectInWords,
} from "./words.ts";

type ImportResultProps = {
  projectId: string;
  view: ImportView;
  rejects: readonly RejectRow[];
  hasDifferingNotes: boolean;
};

/** How an import ended: every row of the file is accepted, rejected or blank. */
export function ImportResult({ projectId, view, rejects, hasDifferingNotes }: ImportResultProps) {
  return (
    <div className="space-y-4">
      <Outcome projectId={projectId} view={view} hasDifferingNotes={hasDifferingNotes} />
      <Card>
        <div className="flex flex-wrap items-baseline gap-x-8 gap-y-4 max-sm:gap-x-5">
          <Stat value={count(view.rowsRead)}>{plural(view.rowsRead, "row")} read</Stat>
          <Part sign="=" rows={view.rowsAccepted}>
            {view.state === "done" ? "accepted" : "good"}
          </Part>
          <Part sign="+" rows={view.rowsRejected}>
            rejected
          </Part>
          {view.rowsBlank > 0 && (
            <Part sign="+" rows={view.rowsBlank}>
              blank, skipped
            </Part>
          )}
          <span className="ms-auto flex flex-wrap gap-2 self-center">
            {view.rowsRejected > 0 && (
              <ButtonLink href={`/api/projects/${projectId}/imports/${view.no}/rejects`} download>
                Download rejected rows
              </ButtonLink>
            )}
            {view.state === "done" && (
              <ButtonLink kind="primary" href={`/projects/${projectId}/items`}>
                View items
              </ButtonLink>
            )}
          </span>
        </div>
      </Card>
      {rejects.length > 0 && <RejectsTable rejects={rejects} total={view.rowsRejected} />}
    </div>
  );
}

// The sign and its number stay on one line.
function Part({ sign, rows, children }: { sign: string; rows: number; children: string }) {
  return (
    <span className="flex items-baseline gap-x-8 max-sm:gap-x-5">
      <span aria-hidden className="font-serif text-2xl text-ink-3">
        {sign}
      </span>
      <Stat value={count(rows)}>{children}</Stat>
    </span>
  );
}

type OutcomeProps = Pick<ImportResultProps, "projectId" | "view" | "hasDifferingNotes">;

function Outcome({ projectId, view, hasDifferingNotes }: OutcomeProps) {
  if (view.state === "failed") {
    return (
      <Callout tone="bad" title="Import failed.">
        {failureInWords(view.error)}
        {canReadAgain(view) && <ReadAgain projectId={projectId} importNo={view.no} />}
      </Callout>
    );
  }
  if (view.state === "refused") {
    return (
      <Callout tone="bad" title="Nothing was added.">
        {refusedInWords(view.rowsRejected, hasDifferingNotes)}
      </Callout>
    );
  }
  if (view.rowsAccepted === 0) {
    return <Callout tone="note">{NO_GOOD_ROW}</Callout>;
  }
  return (
    <Callout tone="good" title={`${counted(view.rowsAccepted, "item")} added.`}>
      {addedInWords(view.rowsRejected, view.rowsBlank)}
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
            <Th>Reason</Th>
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
