import { Card } from "#components/ui/card.tsx";
import { Radio } from "#components/ui/form/field.tsx";
import { counted } from "#components/ui/format.ts";
import type { DifferingNotes } from "#lib/item/import/rules/view.ts";
import type { ColumnChange, NoteChoice } from "#lib/item/import/schema.ts";
import type { FieldRole, FieldRoles } from "#lib/item/schema.ts";
import { changedColumnInWords, differingNotesInWords, MAPPING_HELP, ROLE_NAMES } from "./words.ts";

const QUERIES_SHOWN = 5;

type NoteChoiceProps = {
  differing: readonly DifferingNotes[];
  choice: NoteChoice;
  onChoose: (choice: NoteChoice) => void;
};

/** Asked where the rows of one query have different notes: annotators see one note per query. */
export function NoteChoiceCard({ differing, choice, onChoose }: NoteChoiceProps) {
  return (
    <Card title="Queries with several notes" aside="Annotators see one note per query">
      <ul className="mb-3 list-disc space-y-1 ps-5 text-[14px]">
        {differing.slice(0, QUERIES_SHOWN).map(({ query, notes }) => (
          <li key={query}>{differingNotesInWords(query, notes)}</li>
        ))}
        {differing.length > QUERIES_SHOWN && (
          <li>{counted(differing.length - QUERIES_SHOWN, "more query", "more queries")}</li>
        )}
      </ul>
      <div className="grid gap-3 sm:grid-cols-2">
        <Radio
          name="notes"
          label="Use the first note"
          help={MAPPING_HELP.firstNote}
          checked={choice === "first"}
          onChange={() => onChoose("first")}
        />
        <Radio
          name="notes"
          label="Use all notes"
          help={MAPPING_HELP.allNotes}
          checked={choice === "all"}
          onChange={() => onChoose("all")}
        />
      </div>
    </Card>
  );
}

type ColumnChangeProps = {
  changed: readonly string[];
  known: FieldRoles;
  roles: FieldRoles;
  choice: ColumnChange;
  onChoose: (choice: ColumnChange) => void;
};

/** Asked where a mapping would change what annotators see of the items that are there. */
export function ColumnChangeCard({ changed, known, roles, choice, onChoose }: ColumnChangeProps) {
  const nameOf = (columns: FieldRoles, name: string) => {
    const role: FieldRole = columns.find((column) => column.name === name)?.role ?? "other";
    return ROLE_NAMES[role];
  };
  return (
    <Card title="Columns mapped differently">
      <ul className="mb-3 list-disc space-y-1 ps-5 text-[14px]">
        {changed.map((name) => (
          <li key={name}>{changedColumnInWords(name, nameOf(known, name), nameOf(roles, name))}</li>
        ))}
      </ul>
      <div className="grid gap-3 sm:grid-cols-2">
        <Radio
          name="changed-columns"
          label="For this file only"
          help={MAPPING_HELP.thisFile}
          checked={choice === "this-file"}
          onChange={() => onChoose("this-file")}
        />
        <Radio
          name="changed-columns"
          label="For all items"
          help={MAPPING_HELP.allFiles}
          checked={choice === "all-files"}
          onChange={() => onChoose("all-files")}
        />
      </div>
    </Card>
  );
}
