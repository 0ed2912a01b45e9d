"use client";

import { Plus, Trash2 } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, Input, Select, Textarea } from "#components/ui/form/field.tsx";
import { LevelChip } from "#components/ui/level-chip.tsx";
import { MAX_LEVELS, MIN_LEVELS } from "#lib/project/schema.ts";
import { SCALE_HELP } from "../words.ts";
import { type LevelDraft, type ScaleDraft, withLevel, withoutLevel } from "./scale-draft.ts";

type Faults = Readonly<Record<string, string>>;

type ScaleEditorProps = {
  scale: ScaleDraft;
  faults: Faults;
  /** Why the number of levels is fixed; null where it can change */
  fixedBecause: string | null;
  onChange: (scale: ScaleDraft) => void;
};

const COLUMNS =
  "grid gap-x-3 gap-y-2.5 grid-cols-[minmax(0,1fr)_5rem] lg:grid-cols-[1.875rem_9rem_4rem_minmax(0,1fr)_minmax(0,1fr)_2.25rem]";

/** The levels from the worst to the best, each with what people need to tell it from its neighbors. */
export function ScaleEditor({ scale, faults, fixedBecause, onChange }: ScaleEditorProps) {
  const { levels } = scale;
  const change = (at: number, part: Partial<LevelDraft>) =>
    onChange({
      ...scale,
      levels: levels.map((level, index) => (index === at ? { ...level, ...part } : level)),
    });
  return (
    <div className="space-y-4">
      <div aria-hidden className={`${COLUMNS} text-xs font-medium text-ink-3 max-lg:hidden`}>
        <span />
        <span>Name</span>
        <span>Gain</span>
        <span>Definition</span>
        <span>Example</span>
      </div>
      {levels.map((level, at) => (
        <LevelFields
          key={level.id}
          level={level}
          value={at + 1}
          size={levels.length}
          faults={faults}
          canRemove={fixedBecause === null && levels.length > MIN_LEVELS}
          onChange={(part) => change(at, part)}
          onRemove={() => onChange(withoutLevel(scale, at))}
        />
      ))}
      {fixedBecause === null && levels.length < MAX_LEVELS && (
        <Button onClick={() => onChange(withLevel(scale))}>
          <Plus aria-hidden size={15} /> Add level
        </Button>
      )}
      {fixedBecause !== null && <p className="text-[13px] text-ink-3">{fixedBecause}</p>}
      <RelevantFrom scale={scale} error={faults.relevantFrom ?? faults.levels} onChange={onChange} />
    </div>
  );
}

type LevelFieldsProps = {
  level: LevelDraft;
  value: number;
  size: number;
  faults: Faults;
  canRemove: boolean;
  onChange: (part: Partial<LevelDraft>) => void;
  onRemove: () => void;
};

function LevelFields({ level, value, size, faults, canRemove, onChange, onRemove }: LevelFieldsProps) {
  const remove = canRemove && <RemoveButton value={value} onClick={onRemove} />;
  const text = (name: keyof LevelDraft) => ({
    value: level[name],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  });
  const fault = (name: keyof LevelDraft) => faults[`levels.${value - 1}.${name}`];
  return (
    <fieldset
      className={`${COLUMNS} items-start max-lg:rounded-lg max-lg:border max-lg:border-line max-lg:p-4`}
    >
      <legend className="sr-only">Level {value}</legend>
      <span className="flex min-h-10 items-center justify-between max-lg:col-span-2">
        <LevelChip level={value} levels={size} size="large" />
        <span className="lg:hidden">{remove}</span>
      </span>
      <Cell label="Name" error={fault("name")}>
        {(wiring) => <Input {...wiring} {...text("name")} maxLength={40} />}
      </Cell>
      <Cell label="Gain" error={fault("gain")}>
        {(wiring) => <Input {...wiring} {...text("gain")} inputMode="decimal" maxLength={12} />}
      </Cell>
      <Cell label="Definition" isWide error={fault("definition")}>
        {(wiring) => <Textarea {...wiring} {...text("definition")} rows={2} maxLength={400} />}
      </Cell>
      <Cell label="Example" isWide error={fault("examples")}>
        {(wiring) => <Textarea {...wiring} {...text("examples")} rows={2} maxLength={600} />}
      </Cell>
      <span className="flex min-h-10 items-center max-lg:hidden">{remove}</span>
    </fieldset>
  );
}

function RemoveButton({ value, onClick }: { value: number; onClick: () => void }) {
  return (
    <Button
      kind="quiet"
      aria-label={`Remove level ${value}`}
      className="w-9 !px-0 max-sm:w-[44px]"
      onClick={onClick}
    >
      <Trash2 aria-hidden size={16} />
    </Button>
  );
}

type Wiring = Pick<ComponentProps<"input">, "id" | "aria-invalid" | "aria-describedby">;

type CellProps = {
  label: string;
  error: string | undefined;
  isWide?: boolean;
  children: (wiring: Wiring) => ReactNode;
};

// Like a field, but the label stands once above the column where there is room for columns.
function Cell({ label, error, isWide = false, children }: CellProps) {
  const id = useId();
  return (
    <div className={`flex min-w-0 flex-col gap-1 ${isWide ? "max-lg:col-span-2" : ""}`}>
      <label htmlFor={id} className="text-[13.5px] font-medium lg:sr-only">
        {label}
      </label>
      {children({
        id,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": error ? `${id}-error` : undefined,
      })}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-[13px] font-medium text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

type RelevantFromProps = {
  scale: ScaleDraft;
  error: string | undefined;
  onChange: (scale: ScaleDraft) => void;
};

function RelevantFrom({ scale, error, onChange }: RelevantFromProps) {
  return (
    <div className="grid gap-x-8 gap-y-3 border-t border-line pt-4 sm:grid-cols-[16rem_1fr]">
      <Field label="Counts as relevant" error={error}>
        {(wiring) => (
          <Select
            {...wiring}
            value={scale.relevantFrom}
            onChange={(event) => onChange({ ...scale, relevantFrom: Number(event.target.value) })}
          >
            {scale.levels.map(({ id, name }, at) =>
              at === 0 ? null : (
                <option key={id} value={at + 1}>
                  {at + 1} {name}
                  {at + 1 < scale.levels.length ? " and better" : " only"}
                </option>
              ),
            )}
          </Select>
        )}
      </Field>
      <p className="max-w-[60ch] self-center text-[13px] text-ink-3">{SCALE_HELP}</p>
    </div>
  );
}
