import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import type { ItemPlan, NextStep } from "#lib/project/rules.ts";
import { MoveButton } from "./move-button.tsx";
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
  const { title, why, button } = wordsOf(step, `/projects/${projectId}`, projectId);
  return (
    <Card title="Next step">
      <p className="font-serif text-[21px] leading-snug font-medium">{title}</p>
      <p className="mt-1 mb-4 max-w-[60ch] text-ink-2">{why}</p>
      {button}
      <dl className="mt-5 grid grid-cols-2 gap-x-4 gap-y-3 border-t border-line pt-4 text-[13px] sm:grid-cols-4">
        <Fact name="annotators" value={count(annotators)} />
        <Fact name="open invite links" value={count(invites)} />
        <Fact name="judgments per item" value={judgmentsPerItemWords(plan)} />
        <Fact name="gold items" value={count(golds)} />
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

type Words = { title: string; why: string; button: ReactNode };

function wordsOf(step: NextStep, home: string, projectId: string): Words {
  const link = (href: string, name: string) => (
    <ButtonLink kind="primary" href={`${home}${href}`}>
      {name}
    </ButtonLink>
  );
  const words: Record<NextStep, Words> = {
    invite: {
      title: "Invite annotators",
      why: "The project is live and nobody has joined yet. An invite link is all that people need.",
      button: link("/annotators", "Invite annotators"),
    },
    resume: {
      title: "Resume when you are ready",
      why: "Nobody gets new items at the moment. What was judged stays.",
      button: <MoveButton projectId={projectId} move="resume" kind="primary" />,
    },
    "invite-more": {
      title: "Invite another annotator",
      why: "Everybody who can judge has judged all that is left. Whoever joins now gets the open items.",
      button: link("/annotators", "Invite annotators"),
    },
    "resume-items": {
      title: "Look at what is paused",
      why: "Nothing else is left. Resume what can be judged, remove the rest.",
      button: link("/items?state=paused", "See paused items"),
    },
    decide: {
      title: "Decide who can go on",
      why: "Everybody who joined is in review or suspended. Let somebody go on, or invite others.",
      button: link("/annotators", "See annotators"),
    },
    import: {
      title: "Import items",
      why: "The project has nothing to label.",
      button: link("/items/import", "Import items"),
    },
    wait: {
      title: "Wait for the first judgments",
      why: "People have joined. Agreement and accuracy appear here as soon as there is something to compare.",
      button: link("/annotators", "See annotators"),
    },
    freeze: {
      title: "Freeze a dataset version whenever you need one",
      why: "It holds the labels of what is judged so far with everything that backs them. Judging does not stop for it, and later versions add to it.",
      button: link("/datasets", "Freeze a dataset version"),
    },
    "freeze-all": {
      title: "Time for the dataset version to hand over",
      why: "It holds the labels with their confidence, the agreement, the gold accuracy and the judgments behind them.",
      button: link("/datasets", "Freeze a dataset version"),
    },
  };
  return words[step];
}
