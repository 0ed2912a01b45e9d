"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import * as z from "zod";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { DraftNote, useDraft } from "#components/ui/draft/draft.tsx";
import { Radio } from "#components/ui/form/field.tsx";
import { discardImportAction, startImportAction } from "#lib/item/import/actions.ts";
import { changedColumns } from "#lib/item/import/rules/columns.ts";
import type { Preview } from "#lib/item/import/rules/preview.ts";
import { chooseRoles } from "#lib/item/import/rules/roles.ts";
import type { DifferingNotes, ImportView } from "#lib/item/import/rules/view.ts";
import { FIELD_ROLES, type FieldRole } from "#lib/item/schema.ts";
import { FirstItem } from "./first-item.tsx";
import { ColumnChangeCard, NoteChoiceCard } from "./import-choices.tsx";
import { ImportColumns } from "./import-columns.tsx";
import { MAPPING_HELP } from "./words.ts";

type ImportMappingProps = {
  projectId: string;
  view: Pick<ImportView, "no" | "policy" | "notes">;
  preview: Preview;
  differing: readonly DifferingNotes[];
};

const CHOICES = z.object({
  chosen: z.record(z.string(), z.enum(FIELD_ROLES)),
  policy: z.enum(["all-or-nothing", "good-rows"]),
  notes: z.enum(["ask", "first", "all"]),
  columnChange: z.enum(["ask", "this-file", "all-files"]),
});
type Choices = z.output<typeof CHOICES>;

/** What each column is, what annotators will see of it, and what happens when rows are broken. */
export function ImportMapping({ projectId, view, preview, differing }: ImportMappingProps) {
  const router = useRouter();
  // By name: the file may be read in another way, or have further columns, while somebody chooses.
  const draft = useDraft<Choices>(`${projectId}/imports/${view.no}`, CHOICES, {
    chosen: {},
    policy: view.policy,
    notes: view.notes,
    columnChange: "ask",
  });
  const { chosen, policy, notes, columnChange } = draft.value;
  const change = (part: Partial<Choices>) => draft.change({ ...draft.value, ...part });
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const roles = chooseRoles(preview.columns, chosen);
  const changed = changedColumns(preview.known, roles);

  function choose(name: string, role: FieldRole) {
    setFault(null);
    change({ chosen: { ...chosen, [name]: role } });
  }
  function start() {
    startTransition(async () => {
      const decision = { fieldRoles: roles, policy, notes, changedColumns: columnChange };
      const result = await startImportAction(projectId, view.no, decision);
      if (!result.ok) return setFault(result.fields.fieldRoles ?? result.message);
      draft.done();
      router.refresh();
    });
  }
  function discard() {
    startTransition(async () => {
      const result = await discardImportAction(projectId, view.no);
      if (!result.ok) return setFault(result.message);
      draft.done();
      router.push(`/projects/${projectId}/items/import`);
    });
  }

  return (
    <div className="space-y-4">
      <DraftNote draft={draft} />
      {differing.length > 0 && (
        <NoteChoiceCard differing={differing} choice={notes} onChoose={(next) => change({ notes: next })} />
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <Card title="Columns" aside={MAPPING_HELP.columns}>
          <ImportColumns columns={preview.columns} roles={roles} onChoose={choose} />
        </Card>
        <Card title="First item as annotators see it">
          <FirstItem preview={preview} roles={roles} />
        </Card>
      </div>
      {changed.length > 0 && (
        <ColumnChangeCard
          changed={changed}
          known={preview.known}
          roles={roles}
          choice={columnChange}
          onChoose={(next) => change({ columnChange: next })}
        />
      )}
      <Card title="If rows are rejected">
        <div className="grid gap-3 sm:grid-cols-2">
          <Radio
            name="policy"
            label="All or nothing"
            help={MAPPING_HELP.allOrNothing}
            checked={policy === "all-or-nothing"}
            onChange={() => change({ policy: "all-or-nothing" })}
          />
          <Radio
            name="policy"
            label="Add the good rows"
            help={MAPPING_HELP.goodRows}
            checked={policy === "good-rows"}
            onChange={() => change({ policy: "good-rows" })}
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
          Add items
        </Button>
        <Button kind="quiet" disabled={isPending} onClick={discard}>
          Discard file
        </Button>
      </div>
    </div>
  );
}
