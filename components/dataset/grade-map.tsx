"use client";

import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/form/field.tsx";
import { LevelChip } from "#components/ui/level-chip.tsx";
import { defaultGrades, isFaultyAt } from "#lib/dataset/rules/grades.ts";
import type { FreezePlan } from "#lib/dataset/rules/version.ts";
import { MOST_GRADE } from "#lib/dataset/schema.ts";
import { gradesHelp, liftedInWords } from "./words.ts";

type GradeMapProps = {
  plan: FreezePlan;
  grades: readonly number[];
  fault: string | null;
  onChange: (grades: readonly number[]) => void;
};

/** Which grade each level gets in qrels. Tools count every grade from 1 as relevant, so 1–5 never goes in unchanged. */
export function GradeMap({ plan, grades, fault, onChange }: GradeMapProps) {
  const { levels, relevantFrom } = plan;
  const lifted = levels.filter(({ value }, at) => value < relevantFrom && (grades[at] ?? 0) > 0);
  return (
    <fieldset className="min-w-0">
      <legend className="text-[13.5px] font-medium">Grades in qrels</legend>
      <p className="mt-1 mb-3 max-w-[60ch] text-[13px] text-ink-3">{gradesHelp(relevantFrom)}</p>
      <ol className="flex flex-wrap gap-3">
        {levels.map(({ value, name }, at) => (
          <li key={value} className="flex flex-col gap-1.5">
            <span className="flex items-center gap-1.5 text-[13px]">
              <LevelChip level={value} levels={levels.length} size="small" /> {name}
            </span>
            <Input
              type="number"
              min={0}
              max={MOST_GRADE}
              step={1}
              aria-label={`Grade of ${name}`}
              aria-invalid={isFaultyAt(grades, at) || undefined}
              className="w-24"
              value={Number.isNaN(grades[at]) ? "" : grades[at]}
              onChange={(event) =>
                onChange(grades.map((grade, other) => (other === at ? event.target.valueAsNumber : grade)))
              }
            />
          </li>
        ))}
      </ol>
      <p className="mt-3 flex flex-wrap gap-2">
        <Button kind="quiet" onClick={() => onChange(defaultGrades(levels.map(({ gain }) => gain)))}>
          Use gains
        </Button>
        <Button
          kind="quiet"
          onClick={() => onChange(levels.map(({ value }) => (value >= relevantFrom ? 1 : 0)))}
        >
          Use 0 and 1
        </Button>
        <Button
          kind="quiet"
          onClick={() => onChange(levels.map(({ value }) => Math.max(0, value - relevantFrom + 1)))}
        >
          Grade from level {relevantFrom}
        </Button>
      </p>
      {!fault && lifted.length > 0 && (
        <p className="mt-2 max-w-[60ch] text-[13px] text-ink-2">
          {liftedInWords(lifted.map(({ name }) => name))}
        </p>
      )}
      {fault && (
        <p role="alert" className="mt-1 text-[13px] font-medium text-bad">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
