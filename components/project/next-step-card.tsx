import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { count, plural } from "#components/ui/format.ts";
import type { ItemPlan, NextStep } from "#lib/project/rules.ts";
import { MoveButton } from "./move-button.tsx";
import { NEXT_STEPS } from "./overview-words.ts";
import { judgmentsPerItemWords } from "./words.ts";

type NextStepCardProps = {
  projectId: string;
  step: NextStep;
  annotators: number;
  invites: number;
  plan: ItemPlan;
  golds: number;
};

/** The one thing to do next, and the plan it belongs to. */
export function NextStepCard(props: NextStepCardProps) {
  const { projectId, step, annotators, invites, plan, golds } = props;
  const { title, why, button, href } = NEXT_STEPS[step];
  return (
    <Card title="Next step">
      <p className="font-serif text-[21px] leading-snug font-medium">{title}</p>
      <p className="mt-1 mb-4 max-w-[60ch] text-ink-2">{why}</p>
      {step === "resume" ? (
        <MoveButton projectId={projectId} move="resume" kind="primary" />
      ) : (
        <ButtonLink kind="primary" href={`/projects/${projectId}${href}`}>
          {button}
        </ButtonLink>
      )}
      <dl className="mt-5 grid grid-cols-2 gap-x-4 gap-y-3 border-t border-line pt-4 text-[13px] sm:grid-cols-4">
        <Fact name={plural(annotators, "annotator")} value={count(annotators)} />
        <Fact name={plural(invites, "open invite link")} value={count(invites)} />
        <Fact name="judgments per item" value={judgmentsPerItemWords(plan)} />
        <Fact name={plural(golds, "gold item")} value={count(golds)} />
      </dl>
    </Card>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="text-ink-3">{name}</dt>
      <dd className="text-[17px] font-medium">{value}</dd>
    </div>
  );
}
