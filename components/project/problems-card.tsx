import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import { Chip, type Tone } from "#components/ui/chip.tsx";
import { counted } from "#components/ui/format.ts";
import type { Problem } from "#lib/project/rules.ts";
import { workInWords } from "./work-words.ts";

/** What needs the requester, each with the way there. */
export function ProblemsCard({ projectId, problems }: { projectId: string; problems: readonly Problem[] }) {
  return (
    <Card title="Needs you">
      {problems.length === 0 ? (
        <p className="text-ink-2">Nothing at the moment.</p>
      ) : (
        <ul>
          {problems.map((problem) => (
            <ProblemLine key={problem.kind} home={`/projects/${projectId}`} line={wordsOf(problem)} />
          ))}
        </ul>
      )}
    </Card>
  );
}

type Line = { chip: string; tone: Tone; what: string; why: string; act: string; href: string };

function ProblemLine({ line, home }: { line: Line; home: string }) {
  return (
    <li className="flex items-start gap-3 border-t border-line py-3 first:border-0 first:pt-1">
      <Chip tone={line.tone}>{line.chip}</Chip>
      <p className="min-w-0 flex-1 text-[14px]">
        <span className="font-semibold">{line.what}</span> <span className="text-ink-2">{line.why}</span>
      </p>
      <Link
        href={`${home}${line.href}`}
        className="py-0.5 text-[13px] font-medium whitespace-nowrap text-gold-strong underline-offset-2 hover:underline max-sm:py-2"
      >
        {line.act}
      </Link>
    </li>
  );
}

function wordsOf(problem: Problem): Line {
  if (problem.kind !== "work") return lineOf(problem);
  const words = workInWords(problem.work);
  return { tone: problem.work.kind === "going" ? "note" : "bad", ...(words ?? NO_WORDS) };
}

const NO_WORDS = { chip: "", what: "", why: "", act: "", href: "" };

type Counted = Exclude<Problem, { kind: "work" }>;

function lineOf({ kind, count: number }: Counted): Line {
  const lines: Record<Counted["kind"], Line> = {
    "paused-queries": {
      chip: "query",
      tone: "note",
      what: `${counted(number, "query is", "queries are")} paused.`,
      why: "Two people reported a problem with them, or a requester paused them.",
      act: "See items",
      href: "/items?state=paused",
    },
    "paused-items": {
      chip: "item",
      tone: "note",
      what: `${counted(number, "item is", "items are")} paused.`,
      why: "Two people could not judge the result, or a requester paused them.",
      act: "See items",
      href: "/items?state=paused",
    },
    "people-in-review": {
      chip: "people",
      tone: "bad",
      what: `${counted(number, "person waits", "people wait")} for your decision.`,
      why: "They are marked for review.",
      act: "Decide",
      href: "/annotators",
    },
    "people-below": {
      chip: "people",
      tone: "bad",
      what: `${counted(number, "person is", "people are")} below the others on gold.`,
      why: "Their whole 95% interval lies under what everybody together reaches.",
      act: "Look",
      href: "/annotators",
    },
    "no-gold": {
      chip: "gold",
      tone: "gold",
      what: "There is no gold.",
      why: "Nobody's accuracy can be known without it.",
      act: "Add gold",
      href: "/gold",
    },
    "little-gold": {
      chip: "gold",
      tone: "gold",
      what: `${counted(number, "more gold item", "more gold items")} would do.`,
      why: "With the present ones the gold rate cannot be kept without showing some too often.",
      act: "Add gold",
      href: "/gold",
    },
  };
  return lines[kind];
}
