import type { ComponentProps } from "react";
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
        help="The cost is known beforehand; clear items get as many as hard ones."
        checked={!isAdaptive}
        onChange={() => onChoose(false)}
      />
      <Radio
        name="judgments"
        label="As many as an item needs"
        help="Stops when the level is clear and asks more people where they disagree."
        checked={isAdaptive}
        onChange={() => onChoose(true)}
      />
      {isAdaptive ? (
        <AdaptiveFields faults={faults} text={text} />
      ) : (
        <Field
          label="How many people judge each item"
          error={faults.judgmentsPerItem}
          help="Two cannot settle a disagreement; three or five usually can. What is judged already is kept when you lower it."
        >
          {(wiring) => <Input {...wiring} {...text("judgments")} />}
        </Field>
      )}
    </fieldset>
  );
}

function AdaptiveFields({ faults, text }: Pick<JudgmentsFieldsProps, "faults" | "text">) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="At least"
        error={faults.leastJudgments}
        help="Every item begins with so many; agreement is computed over these."
      >
        {(wiring) => <Input {...wiring} {...text("least")} />}
      </Field>
      <Field
        label="At most"
        error={faults.mostJudgments}
        help="Nobody is asked beyond this, however unclear."
      >
        {(wiring) => <Input {...wiring} {...text("most")} />}
      </Field>
      <Field
        label="Stop at a confidence of, in percent"
        error={faults.stopConfidence}
        help="How probable the model must find the most probable level. Higher asks more."
      >
        {(wiring) => <Input {...wiring} {...text("confidence")} />}
      </Field>
      <Field
        label="Always judged to the full, in percent"
        error={faults.auditShare}
        help="A random share of items gets the most in any case, so that you can check what stopping early costs."
      >
        {(wiring) => <Input {...wiring} {...text("audited")} />}
      </Field>
    </div>
  );
}
