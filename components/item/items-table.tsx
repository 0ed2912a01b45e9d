"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { VoteChips } from "#components/ui/level-chip.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { ItemRow } from "#lib/item/rules.ts";
import { ItemStateChip } from "./item-state-chip.tsx";
import { MoveButtons } from "./moves/move-buttons.tsx";

type ItemsTableProps = { projectId: string; rows: readonly ItemRow[]; scaleSize: number };

/** One page of items. Selecting some shows the bar of what can be done with them. */
export function ItemsTable({ projectId, rows, scaleSize }: ItemsTableProps) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const selected = rows.filter(({ no }) => chosen.has(no));
  const isAll = selected.length === rows.length;
  const choose = (no: number, isOn: boolean) =>
    setChosen(new Set(isOn ? [...chosen, no] : [...chosen].filter((other) => other !== no)));
  return (
    <>
      <Table label="Items">
        <thead>
          <tr>
            <Th className="w-0 !pe-2">
              <Tick
                label="Select every item on this page"
                isOn={isAll}
                isSome={selected.length > 0 && !isAll}
                onChange={(isOn) => setChosen(new Set(isOn ? rows.map(({ no }) => no) : []))}
              />
            </Th>
            <Th isNumber>No.</Th>
            <Th>Item</Th>
            <Th>Judgments</Th>
            <Th isNumber>Count</Th>
            <Th className="ps-4">State</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.no} className={chosen.has(row.no) ? "bg-sunken" : ""}>
              <Td className="!pe-2">
                <Tick
                  label={`Select item ${row.no}`}
                  isOn={chosen.has(row.no)}
                  onChange={(isOn) => choose(row.no, isOn)}
                />
              </Td>
              <ItemCells projectId={projectId} row={row} scaleSize={scaleSize} />
            </tr>
          ))}
        </tbody>
      </Table>
      {selected.length > 0 && (
        <section
          aria-label="Selected items"
          className="sticky bottom-3 z-10 mt-3 flex flex-wrap items-center gap-2 rounded-lg border border-line-2 bg-surface px-3 py-2 shadow-lg"
        >
          <p role="status" className="me-2 text-[13.5px] font-medium">
            {selected.length} selected
          </p>
          <MoveButtons projectId={projectId} items={selected} onDone={() => setChosen(new Set())} />
          <Button kind="quiet" className="ms-auto" onClick={() => setChosen(new Set())}>
            Clear selection
          </Button>
        </section>
      )}
    </>
  );
}

function ItemCells({ projectId, row, scaleSize }: { projectId: string; row: ItemRow; scaleSize: number }) {
  return (
    <>
      <Td isNumber className="text-ink-3">
        {row.no}
      </Td>
      <Td className="min-w-56">
        {row.query !== null && (
          <span dir="auto" className="block text-xs wrap-anywhere text-ink-3">
            {row.query}
          </span>
        )}
        <Link
          href={`/projects/${projectId}/items/${row.no}`}
          dir="auto"
          className="font-medium wrap-anywhere hover:underline"
        >
          {row.title}
        </Link>
      </Td>
      <Td>
        <VoteChips votes={row.votes} levels={scaleSize} />
      </Td>
      <Td isNumber>
        {row.counted} of {row.target}
      </Td>
      <Td className="ps-4 whitespace-nowrap">
        <span className="inline-flex gap-1.5">
          <ItemStateChip state={row.state} />
          {row.isGold && <Chip tone="gold">gold</Chip>}
        </span>
      </Td>
    </>
  );
}

type TickProps = { label: string; isOn: boolean; isSome?: boolean; onChange: (isOn: boolean) => void };

/** A box with room around it for a finger. */
function Tick({ label, isOn, isSome = false, onChange }: TickProps) {
  return (
    <label className="-my-2 grid size-9 cursor-pointer place-items-center max-sm:size-[44px]">
      <input
        type="checkbox"
        aria-label={label}
        checked={isOn}
        ref={(box) => {
          if (box) box.indeterminate = isSome;
        }}
        onChange={(event) => onChange(event.target.checked)}
        className="size-[18px] accent-(--gold-strong)"
      />
    </label>
  );
}
