import type { ComponentProps } from "react";
import { QUALITY_HELP } from "#components/project/words.ts";
import { Field, Input, Radio } from "#components/ui/form/field.tsx";

type Name = "judgments" | "least" | "most" | "confidence" | "audited";

type JudgmentsFieldsProps = {
  isAdaptive: boolean;
  faults: Readonly<Record<string, string>>;
  /** The attributes that tie an input to what was typed */
  text: (name: Name) => ComponentProps<"input">;
  onChoose: (isAdaptive: boolean) => void;
};

/** The same number of judgments for every item, or more where people disagree. */
export function JudgmentsFields({ isAdaptive, faults, text, onChoose }: JudgmentsFieldsProps) {
  return (
    <fieldset className="space-y-4">
      <legend className="mb-2 text-[13.5px] font-medium">Judgments per item</legend>
      <Radio
        name="judgments"
        label="The same number for every item"
        help={QUALITY_HELP.fixed}
        checked={!isAdaptive}
        onChange={() => onChoose(false)}
      />
      <Radio
        name="judgments"
        label="As many as an item needs"
        help={QUALITY_HELP.adaptive}
        checked={isAdaptive}
        onChange={() => onChoose(true)}
      />
      {isAdaptive ? (
        <AdaptiveFields faults={faults} text={text} />
      ) : (
        <Field label="Judgments" error={faults.judgmentsPerItem} help={QUALITY_HELP.judgments}>
          {(wiring) => <Input {...wiring} {...text("judgments")} />}
        </Field>
      )}
    </fieldset>
  );
}

function AdaptiveFields({ faults, text }: Pick<JudgmentsFieldsProps, "faults" | "text">) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="At least" error={faults.leastJudgments} help={QUALITY_HELP.least}>
        {(wiring) => <Input {...wiring} {...text("least")} />}
      </Field>
      <Field label="At most" error={faults.mostJudgments} help={QUALITY_HELP.most}>
        {(wiring) => <Input {...wiring} {...text("most")} />}
      </Field>
      <Field label="Stop at a confidence of (%)" error={faults.stopConfidence} help={QUALITY_HELP.confidence}>
        {(wiring) => <Input {...wiring} {...text("confidence")} />}
      </Field>
      <Field label="Share judged in full (%)" error={faults.auditShare} help={QUALITY_HELP.audited}>
        {(wiring) => <Input {...wiring} {...text("audited")} />}
      </Field>
    </div>
  );
}
