"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import * as z from "zod";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { DraftNote, useDraft } from "#components/ui/draft.tsx";
import { Radio } from "#components/ui/field.tsx";
import { discardImportAction, startImportAction } from "#lib/item/import/actions.ts";
import { mappingOf, type Preview } from "#lib/item/import/rules.ts";
import { itemContent } from "#lib/item/rules.ts";
import { FIELD_ROLES, type FieldRole, type FieldRoles } from "#lib/item/schema.ts";
import { ImportColumns } from "./import-columns.tsx";
import { ItemContentView } from "./item-content-view.tsx";

type Policy = "all-or-nothing" | "good-rows";
type ImportMappingProps = { projectId: string; importNo: number; preview: Preview; policy: Policy };

/** What each column is, what annotators will see of it, and what happens when rows are broken. */
export function ImportMapping({ projectId, importNo, preview, policy: before }: ImportMappingProps) {
  const router = useRouter();
  const guessed = preview.columns.map(({ name, role }) => ({ name, role }));
  const draft = useDraft(`${projectId}/imports/${importNo}`, shapeOf(guessed), {
    roles: guessed,
    policy: before,
  });
  const { roles, policy } = draft.value;
  const setPolicy = (to: Policy) => draft.change({ roles, policy: to });
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();

  function choose(name: string, role: FieldRole) {
    setFault(null);
    draft.change({ policy, roles: roles.map((column) => (column.name === name ? { name, role } : column)) });
  }
  function start() {
    startTransition(async () => {
      const result = await startImportAction(projectId, importNo, { fieldRoles: roles, policy });
      if (!result.ok) return setFault(result.fields.fieldRoles ?? result.message);
      draft.done();
      router.refresh();
    });
  }
  function discard() {
    startTransition(async () => {
      const result = await discardImportAction(projectId, importNo);
      if (!result.ok) return setFault(result.message);
      draft.done();
      router.push(`/projects/${projectId}/items/import`);
    });
  }

  return (
    <div className="space-y-4">
      <DraftNote draft={draft} />
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <Card title="What the columns are" aside="Guessed from their names; every column is kept">
          <ImportColumns columns={preview.columns} rows={preview.rows} roles={roles} onChoose={choose} />
        </Card>
        <Card title="The first item, as annotators will see it">
          <FirstItem preview={preview} roles={roles} />
        </Card>
      </div>
      <Card title="If rows are broken">
        <div className="grid gap-3 sm:grid-cols-2">
          <Radio
            name="policy"
            label="All or nothing"
            help="When any row cannot be taken, nothing is added, and you get the list of what to mend."
            checked={policy === "all-or-nothing"}
            onChange={() => setPolicy("all-or-nothing")}
          />
          <Radio
            name="policy"
            label="Add the good rows"
            help="Rows that cannot be taken are left out and listed with their line and the reason."
            checked={policy === "good-rows"}
            onChange={() => setPolicy("good-rows")}
          />
        </div>
      </Card>
      {fault && <Callout tone="bad">{fault}</Callout>}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" isPending={isPending} onClick={start}>
          Add the items
        </Button>
        <Button kind="quiet" disabled={isPending} onClick={discard}>
          Discard this file
        </Button>
      </div>
    </div>
  );
}

/** Roles for other columns than the file has are of no use. */
function shapeOf(guessed: FieldRoles) {
  const names = JSON.stringify(guessed.map(({ name }) => name));
  return z.object({
    roles: z
      .array(z.object({ name: z.string(), role: z.enum(FIELD_ROLES) }))
      .refine((roles) => JSON.stringify(roles.map(({ name }) => name)) === names),
    policy: z.enum(["all-or-nothing", "good-rows"]),
  });
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
