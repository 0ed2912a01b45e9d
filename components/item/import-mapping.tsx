"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { Radio } from "#components/ui/field.tsx";
import { discardImportAction, startImportAction } from "#lib/item/import/actions.ts";
import { type DifferingNotes, type ImportView, mappingOf, type Preview } from "#lib/item/import/rules.ts";
import type { ColumnChange } from "#lib/item/import/schema.ts";
import { changedColumns } from "#lib/item/opening/rules.ts";
import { itemContent } from "#lib/item/rules.ts";
import type { FieldRole, FieldRoles } from "#lib/item/schema.ts";
import { ColumnChangeCard, NoteChoiceCard } from "./import-choices.tsx";
import { ImportColumns } from "./import-columns.tsx";
import { ItemContentView } from "./item-content-view.tsx";

type ImportMappingProps = {
  projectId: string;
  view: Pick<ImportView, "no" | "policy" | "notes">;
  preview: Preview;
  differing: readonly DifferingNotes[];
};

/** What each column is, what annotators will see of it, and what happens when rows are broken. */
export function ImportMapping({ projectId, view, preview, differing }: ImportMappingProps) {
  const router = useRouter();
  // By name: the file may be read in another way, or have further columns, while somebody chooses.
  const [chosen, setChosen] = useState<ReadonlyMap<string, FieldRole>>(new Map());
  const [policy, setPolicy] = useState(view.policy);
  const [notes, setNotes] = useState(view.notes);
  const [columnChange, setColumnChange] = useState<ColumnChange>("ask");
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const roles = preview.columns.map(({ name, role }) => ({ name, role: chosen.get(name) ?? role }));
  const changed = changedColumns(preview.known, roles);

  function choose(name: string, role: FieldRole) {
    setFault(null);
    setChosen(new Map(chosen).set(name, role));
  }
  function start() {
    startTransition(async () => {
      const decision = { fieldRoles: roles, policy, notes, changedColumns: columnChange };
      const result = await startImportAction(projectId, view.no, decision);
      if (result.ok) router.refresh();
      else setFault(result.fields.fieldRoles ?? result.message);
    });
  }
  function discard() {
    startTransition(async () => {
      const result = await discardImportAction(projectId, view.no);
      if (result.ok) router.push(`/projects/${projectId}/items/import`);
      else setFault(result.message);
    });
  }

  return (
    <div className="space-y-4">
      {differing.length > 0 && <NoteChoiceCard differing={differing} choice={notes} onChoose={setNotes} />}
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <Card title="What the columns are" aside="Guessed from their names. Every column is kept.">
          <ImportColumns columns={preview.columns} roles={roles} onChoose={choose} />
        </Card>
        <Card title="The first item, as annotators will see it">
          <FirstItem preview={preview} roles={roles} />
        </Card>
      </div>
      {changed.length > 0 && (
        <ColumnChangeCard
          changed={changed}
          known={preview.known}
          roles={roles}
          choice={columnChange}
          onChoose={setColumnChange}
        />
      )}
      <Card title="If rows are rejected">
        <div className="grid gap-3 sm:grid-cols-2">
          <Radio
            name="policy"
            label="All or nothing"
            help="If any row is rejected, nothing is added. You get a list of what to fix."
            checked={policy === "all-or-nothing"}
            onChange={() => setPolicy("all-or-nothing")}
          />
          <Radio
            name="policy"
            label="Add the good rows"
            help="Rejected rows are left out and listed with their line and the reason."
            checked={policy === "good-rows"}
            onChange={() => setPolicy("good-rows")}
          />
        </div>
      </Card>
      {fault && <Callout tone="bad">{fault}</Callout>}
      <div className="flex flex-wrap gap-2">
        <Button
          kind="primary"
          isPending={isPending}
          disabled={preview.survey === null || preview.needsEncoding}
          onClick={start}
        >
          Add the items
        </Button>
        <Button kind="quiet" disabled={isPending} onClick={discard}>
          Discard this file
        </Button>
      </div>
    </div>
  );
}

function FirstItem({ preview, roles }: { preview: Preview; roles: FieldRoles }) {
  const row = preview.rows.find((candidate) => "cells" in candidate);
  if (row === undefined || !("cells" in row)) return <p className="text-ink-3">No row could be read yet.</p>;
  const fields = Object.fromEntries(preview.columns.map(({ name }, at) => [name, row.cells[at] ?? ""]));
  const mapping = mappingOf(roles);
  const cell = (role: FieldRole) => fields[mapping.get(role) ?? ""] ?? "";
  const query = mapping.has("query") ? { text: cell("query"), note: cell("note") } : null;
  return <ItemContentView query={query} content={itemContent(fields, roles)} />;
}
