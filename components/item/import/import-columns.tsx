"use client";

import { Select } from "#components/ui/form/field.tsx";
import { count } from "#components/ui/format.ts";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { Preview } from "#lib/item/import/rules/preview.ts";
import { FIELD_ROLES, type FieldRole, type FieldRoles } from "#lib/item/schema.ts";
import { ROLE_NAMES, TYPE_NAMES } from "./words.ts";

type ImportColumnsProps = {
  columns: Preview["columns"];
  roles: FieldRoles;
  onChoose: (name: string, role: FieldRole) => void;
};

/** A column that starts below the previewed rows shows its first line. */
const LATE_LINE = 21;

const GROUPS: readonly (readonly [string, readonly FieldRole[]])[] = [
  ["Query", ["query", "query-id", "note"]],
  ["Result", ["id", "title", "text", "url", "image", "other"]],
  ["Not shown to annotators", ["hidden", "segment", "gold-levels", "gold-reason"]],
];

/** One line per column of the file: its name, what stands in it, and what it is to the project. */
export function ImportColumns({ columns, roles, onChoose }: ImportColumnsProps) {
  return (
    <Table label="Columns of the file">
      <thead>
        <tr>
          <Th>Column</Th>
          <Th className="max-sm:hidden">Content</Th>
          <Th>Use as</Th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ name, type, sample, line }, at) => (
          <tr key={name}>
            <Td className="max-w-40 font-medium break-words">
              {name}
              <span className="block truncate font-normal text-ink-3 sm:hidden">{sample}</span>
            </Td>
            <Td className="max-w-56 max-sm:hidden">
              <span className="block truncate" title={sample}>
                {sample || "–"}
              </span>
              <span className="text-xs text-ink-3">
                {TYPE_NAMES[type]}
                {line > LATE_LINE && `, from line ${count(line)}`}
              </span>
            </Td>
            <Td className="min-w-44">
              <RoleSelect
                name={name}
                role={roles[at]?.role ?? "other"}
                onChoose={(role) => onChoose(name, role)}
              />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

type RoleSelectProps = { name: string; role: FieldRole; onChoose: (role: FieldRole) => void };

function RoleSelect({ name, role, onChoose }: RoleSelectProps) {
  return (
    <Select
      aria-label={`Use “${name}” as`}
      value={role}
      onChange={(event) => {
        const chosen = FIELD_ROLES.find((candidate) => candidate === event.target.value);
        if (chosen) onChoose(chosen);
      }}
    >
      {GROUPS.map(([label, members]) => (
        <optgroup key={label} label={label}>
          {members.map((member) => (
            <option key={member} value={member}>
              {ROLE_NAMES[member]}
            </option>
          ))}
        </optgroup>
      ))}
    </Select>
  );
}
