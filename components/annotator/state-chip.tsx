import { Chip } from "#components/ui/chip.tsx";
import type { AnnotatorRow } from "#lib/annotator/rules/roster.ts";
import { ANNOTATOR_STATES, TABLE } from "./words.ts";

type StateChipProps = { state: AnnotatorRow["state"]; hasSecondChance?: boolean };

/** Where a person stands, in a word. */
export function StateChip({ state, hasSecondChance = false }: StateChipProps) {
  const { name, tone } = ANNOTATOR_STATES[state];
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Chip tone={tone}>{name}</Chip>
      {hasSecondChance && state !== "review" && state !== "suspended" && (
        <Chip tone="note">{TABLE.secondChance}</Chip>
      )}
    </span>
  );
}
