import { Card } from "#components/ui/card.tsx";
import { Radio } from "#components/ui/form/field.tsx";
import { counted } from "#components/ui/format.ts";
import type { DifferingNotes } from "#lib/item/import/rules/draft.ts";
import type { ColumnChange, NoteChoice } from "#lib/item/import/schema.ts";
import type { FieldRole, FieldRoles } from "#lib/item/schema.ts";
import { ROLE_NAMES } from "./import-words.ts";

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
          <li key={query}>
            “{query}” has {counted(notes, "different note")}, empty ones included.
          </li>
        ))}
        {differing.length > QUERIES_SHOWN && (
          <li>{counted(differing.length - QUERIES_SHOWN, "more query", "more queries")}</li>
        )}
      </ul>
      <div className="grid gap-3 sm:grid-cols-2">
        <Radio
          name="notes"
          label="Use the first note"
          help="The first note of each query that is not empty."
          checked={choice === "first"}
          onChange={() => onChoose("first")}
        />
        <Radio
          name="notes"
          label="Use all notes"
          help="The different notes of each query, one after the other, separated by “ / ”."
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
    <Card title="Columns that the project shows in another way">
      <ul className="mb-3 list-disc space-y-1 ps-5 text-[14px]">
        {changed.map((name) => (
          <li key={name}>
            “{name}”: the items in the project have it as “{nameOf(known, name)}”, this file as “
            {nameOf(roles, name)}”.
          </li>
        ))}
      </ul>
      <div className="grid gap-3 sm:grid-cols-2">
        <Radio
          name="changed-columns"
          label="For this file only"
          help="The items in the project stay as they are. In exports this file’s column gets a name of its own."
          checked={choice === "this-file"}
          onChange={() => onChoose("this-file")}
        />
        <Radio
          name="changed-columns"
          label="For all items"
          help="The items in the project change too, also for people who are judging them now."
          checked={choice === "all-files"}
          onChange={() => onChoose("all-files")}
        />
      </div>
    </Card>
  );
}
