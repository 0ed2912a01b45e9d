import { Check, Circle, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { counted, percent } from "#components/ui/format.ts";
import type { LaunchCheck, LaunchFacts, LaunchStep } from "#lib/project/launch/rules.ts";
import { MoveButton } from "./move-button.tsx";
import { judgmentsPerItemWords } from "./words.ts";

type LaunchCardProps = {
  projectId: string;
  checks: readonly LaunchCheck[];
  facts: LaunchFacts;
  neededGold: number;
};

/** What stands between the draft and its launch, each line with the way there. */
export function LaunchCard({ projectId, checks, facts, neededGold }: LaunchCardProps) {
  const home = `/projects/${projectId}`;
  const missing = checks.find(({ standing }) => standing === "missing");
  return (
    <Card
      title="Before the launch"
      aside={`${checks.filter(({ standing }) => standing === "done").length} of ${checks.length} done`}
    >
      <ul>
        {checks.map((check) => (
          <CheckLine key={check.step} check={check} home={home} line={lineOf(check, facts, neededGold)} />
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        {missing === undefined ? (
          <MoveButton projectId={projectId} move="launch" kind="primary" />
        ) : (
          <ButtonLink kind="primary" href={`${home}${lineOf(missing, facts, neededGold).href}`}>
            {lineOf(missing, facts, neededGold).button}
          </ButtonLink>
        )}
        <p className="text-[13px] text-ink-3">
          {missing === undefined
            ? "Settings, guideline, items and gold can still change later."
            : "The project can be launched once scale, guideline and items are there."}
        </p>
      </div>
    </Card>
  );
}

type Line = { name: string; sentence: string; mend: string; button?: string; href: string };

function CheckLine({ check, home, line }: { check: LaunchCheck; home: string; line: Line }) {
  const { standing } = check;
  return (
    <li className="flex items-start gap-3 border-t border-line py-3 first:border-0">
      <Sign standing={standing} />
      <p className="min-w-0 flex-1">
        <span className="font-semibold">{line.name}</span>
        <span className="sr-only">: {standing === "advice" ? "advised" : standing}</span>
        <span className="block text-[14px] text-ink-2">{line.sentence}</span>
      </p>
      <Link
        href={`${home}${line.href}`}
        className="py-0.5 text-[13px] font-medium whitespace-nowrap text-gold-strong underline-offset-2 hover:underline max-sm:py-2"
      >
        {standing === "done" ? "Look" : line.mend}
        <span className="sr-only">: {line.name}</span>
      </Link>
    </li>
  );
}

function Sign({ standing }: { standing: LaunchCheck["standing"] }) {
  const look = "mt-0.5 shrink-0";
  if (standing === "done") return <Check aria-hidden size={18} className={`${look} text-good`} />;
  if (standing === "advice") return <TriangleAlert aria-hidden size={18} className={`${look} text-note`} />;
  return <Circle aria-hidden size={18} className={`${look} text-ink-3`} />;
}

function lineOf({ step, standing }: LaunchCheck, facts: LaunchFacts, neededGold: number): Line {
  const isDone = standing === "done";
  const undefinedLevels = facts.levels - facts.definedLevels;
  const lines: Record<LaunchStep, Line> = {
    scale: {
      name: "Scale",
      sentence: isDone
        ? `${counted(facts.levels, "level")}, each with a definition.`
        : `${counted(undefinedLevels, "level")} without a definition: people would each make up their own.`,
      mend: "Define",
      button: "Define the levels",
      href: "/settings#scale",
    },
    guideline: {
      name: "Guideline",
      sentence: isDone
        ? `Version ${facts.guidelineVersion} is published.`
        : "Annotators have nothing to read yet. A template is ready.",
      mend: "Write",
      button: "Write the guideline",
      href: isDone ? "/guideline" : "/guideline/edit",
    },
    items: {
      name: "Items",
      sentence: isDone ? `${counted(facts.items, "item")} to be judged.` : "There is nothing to judge yet.",
      mend: "Add items",
      button: "Add items",
      href: isDone ? "/items" : "/items/import",
    },
    quality: {
      name: "Quality",
      sentence: `Judgments per item: ${judgmentsPerItemWords(facts)}; ${percent(facts.goldRate)} of what is served is gold.`,
      mend: "Look",
      href: "/settings#quality",
    },
    gold: { ...goldLine(isDone, facts, neededGold), name: "Gold", mend: "Add gold", href: "/gold" },
    people: {
      name: "People",
      sentence: isDone
        ? peopleSentence(facts)
        : "Nobody is invited yet. You can launch first and invite people later.",
      mend: "Invite",
      href: "/annotators",
    },
  };
  return lines[step];
}

function goldLine(isDone: boolean, facts: LaunchFacts, neededGold: number): { sentence: string } {
  if (facts.goldRate === 0) return { sentence: "No gold is served in this project." };
  if (isDone) return { sentence: `${counted(facts.golds, "gold item")}, enough for the plan.` };
  if (facts.golds === 0) {
    return { sentence: "Without gold items nobody's accuracy is known. You can add some at any time." };
  }
  return {
    sentence: `${counted(facts.golds, "gold item")}; to serve ${percent(facts.goldRate)} gold without showing one too often takes ${neededGold}.`,
  };
}

function peopleSentence(facts: LaunchFacts): string {
  if (facts.annotators > 0) return `${counted(facts.annotators, "annotator")} joined.`;
  return `${counted(facts.invites, "invite link")} open; nobody has joined yet.`;
}
