"use client";

import { useState } from "react";
import { duration } from "#components/ui/duration.ts";
import { Field, Input } from "#components/ui/field.tsx";
import { counted } from "#components/ui/format.ts";
import { updateQualityAction } from "#lib/project/actions.ts";
import { plannedAnswers } from "#lib/project/rules.ts";
import { SettingsForm } from "./settings-form.tsx";

type QualityFormProps = {
  projectId: string;
  quality: { judgmentsPerItem: number; goldRate: number; assignmentSeconds: number };
  items: number;
};

type Draft = { judgmentsPerItem: string; goldPercent: string; minutes: string };

/** How much is asked and how people are measured; what it costs is said beside it. */
export function QualityForm({ projectId, quality, items }: QualityFormProps) {
  const [draft, setDraft] = useState<Draft>(() => ({
    judgmentsPerItem: String(quality.judgmentsPerItem),
    goldPercent: String(Math.round(quality.goldRate * 1000) / 10),
    minutes: String(quality.assignmentSeconds / 60),
  }));
  const sent = {
    judgmentsPerItem: numberOf(draft.judgmentsPerItem),
    goldRate: numberOf(draft.goldPercent) / 100,
    assignmentSeconds: numberOf(draft.minutes) * 60,
  };
  const text = (name: keyof Draft) => ({
    value: draft[name],
    inputMode: "decimal" as const,
    maxLength: 8,
    className: "!w-28",
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [name]: event.target.value }),
  });
  return (
    <SettingsForm save={() => updateQualityAction(projectId, sent)} done="The quality settings are saved.">
      {(faults) => (
        <div className="max-w-2xl space-y-5">
          <Field
            label="Judgments per item"
            error={faults.judgmentsPerItem}
            help="How many people judge each item. Going from two to three pays most, from three to five once more. What is judged already is kept when you lower it."
          >
            {(wiring) => <Input {...wiring} {...text("judgmentsPerItem")} />}
          </Field>
          <Field
            label="Gold rate in percent"
            error={faults.goldRate}
            help="The share of served items that are gold, at random places. One in ten measures people well; 0 serves none."
          >
            {(wiring) => <Input {...wiring} {...text("goldPercent")} />}
          </Field>
          <Field
            label="Minutes an item is held"
            error={faults.assignmentSeconds}
            help="After so long without a sign of life an item goes to somebody else. Whoever is active keeps theirs."
          >
            {(wiring) => <Input {...wiring} {...text("minutes")} />}
          </Field>
          <Plan items={items} judgmentsPerItem={sent.judgmentsPerItem} goldRate={sent.goldRate} />
        </div>
      )}
    </SettingsForm>
  );
}

/** An empty field is no number, and the schema says so. */
function numberOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text.replace(",", "."));
}

/** Assumed for a judgment where nobody has judged yet */
const SECONDS = 10;

function Plan(plan: { items: number; judgmentsPerItem: number; goldRate: number }) {
  const { judgments, goldAnswers } = plannedAnswers(plan);
  if (plan.items === 0 || !(judgments > 0 && goldAnswers >= 0)) return null;
  return (
    <p className="rounded-lg bg-sunken px-4 py-3 text-[14px] text-ink-2">
      {counted(plan.items, "item")} take {counted(judgments, "judgment")}
      {goldAnswers > 0 && <> and {counted(goldAnswers, "answer")} on gold</>}: about{" "}
      {duration(((judgments + goldAnswers) * SECONDS) / 3600)} of work at {SECONDS} seconds each.
    </p>
  );
}
