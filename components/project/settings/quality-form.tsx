"use client";

import * as z from "zod";
import { planInWords, QUALITY_HELP, spanWords } from "#components/project/words.ts";
import { useDraft } from "#components/ui/draft/draft.tsx";
import { durationRange } from "#components/ui/duration.ts";
import { Field, Input } from "#components/ui/form/field.tsx";
import { updateQualityAction } from "#lib/project/actions.ts";
import { type ProjectView, plannedAnswers } from "#lib/project/rules.ts";
import type { QualityInput } from "#lib/project/schema.ts";
import { JudgmentsFields } from "./judgments-fields.tsx";
import { SettingsForm } from "./settings-form.tsx";

type QualityFormProps = { projectId: string; quality: ProjectView; items: number; quiz: string };

const NUMBERS = ["judgments", "least", "most", "confidence", "audited", "goldPercent", "minutes"] as const;

const draftShape = z.object({ numbers: z.record(z.enum(NUMBERS), z.string()), isAdaptive: z.boolean() });

type Numbers = Record<(typeof NUMBERS)[number], string>;

/** How much is asked and how people are measured; what it costs is said beside it. */
export function QualityForm({ projectId, quality, items, quiz }: QualityFormProps) {
  const draft = useDraft(`${projectId}/quality`, draftShape, {
    numbers: numbersOf(quality),
    isAdaptive: quality.isAdaptive,
  });
  const { numbers, isAdaptive } = draft.value;
  const sent: QualityInput = { ...inputOf(numbers), isAdaptive, stopError: quality.stopError };
  const text = (name: keyof Numbers) => ({
    value: numbers[name],
    inputMode: "decimal" as const,
    maxLength: 8,
    className: "!w-28",
    onChange: (event: { target: { value: string } }) =>
      draft.change({ isAdaptive, numbers: { ...numbers, [name]: event.target.value } }),
  });
  return (
    <SettingsForm
      draft={draft}
      save={() => updateQualityAction(projectId, sent)}
      done="Quality settings saved."
    >
      {(faults) => (
        <div className="max-w-2xl space-y-5">
          <JudgmentsFields
            isAdaptive={isAdaptive}
            faults={faults}
            text={text}
            onChoose={(choice) => draft.change({ numbers, isAdaptive: choice })}
          />
          <Field label="Gold rate (%)" error={faults.goldRate} help={QUALITY_HELP.goldRate}>
            {(wiring) => <Input {...wiring} {...text("goldPercent")} />}
          </Field>
          {quiz && (
            <section>
              <h3 className="text-[13.5px] font-medium">Practice quiz</h3>
              <p className="mt-1 text-[13px] text-ink-3">{quiz}</p>
            </section>
          )}
          <Field
            label="Minutes to answer an item"
            error={faults.assignmentSeconds}
            help={QUALITY_HELP.minutes}
          >
            {(wiring) => <Input {...wiring} {...text("minutes")} />}
          </Field>
          <Plan items={items} plan={sent} />
        </div>
      )}
    </SettingsForm>
  );
}

const inPercent = (share: number) => String(Math.round(share * 1000) / 10);

function numbersOf(quality: ProjectView): Numbers {
  return {
    judgments: String(quality.judgmentsPerItem),
    least: String(quality.leastJudgments),
    most: String(quality.mostJudgments),
    confidence: inPercent(quality.stopConfidence),
    audited: inPercent(quality.auditShare),
    goldPercent: inPercent(quality.goldRate),
    minutes: String(quality.assignmentSeconds / 60),
  };
}

function inputOf(draft: Numbers): Omit<QualityInput, "isAdaptive" | "stopError"> {
  return {
    judgmentsPerItem: numberOf(draft.judgments),
    leastJudgments: numberOf(draft.least),
    mostJudgments: numberOf(draft.most),
    stopConfidence: numberOf(draft.confidence) / 100,
    auditShare: numberOf(draft.audited) / 100,
    goldRate: numberOf(draft.goldPercent) / 100,
    assignmentSeconds: numberOf(draft.minutes) * 60,
  };
}

/** An empty field is no number, and the schema says so. */
function numberOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text.replace(",", "."));
}

/** Assumed for a judgment where nobody has judged yet */
const SECONDS = 10;

function Plan({ items, plan }: { items: number; plan: QualityInput }) {
  const { fewest, most } = plannedAnswers(items, plan);
  const [few, many] = [fewest, most].map(({ judgments, goldAnswers }) => judgments + goldAnswers);
  if (items === 0 || few === undefined || many === undefined || !(few > 0 && many >= few)) return null;
  const time = durationRange((few * SECONDS) / 3600, (many * SECONDS) / 3600);
  return (
    <p className="rounded-lg bg-sunken px-4 py-3 text-[14px] text-ink-2">
      {planInWords(items, {
        judgments: spanWords(fewest.judgments, most.judgments),
        goldAnswers: most.goldAnswers > 0 ? spanWords(fewest.goldAnswers, most.goldAnswers) : "",
        time,
        seconds: SECONDS,
      })}
    </p>
  );
}
