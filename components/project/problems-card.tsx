import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import type { Problem } from "#lib/project/rules.ts";
import { type ProblemLine, problemLine } from "./overview-words.ts";
import { workInWords } from "./work-words.ts";

/** What needs the requester, each with the way there. */
export function ProblemsCard({ projectId, problems }: { projectId: string; problems: readonly Problem[] }) {
  return (
    <Card title="Needs you">
      {problems.length === 0 ? (
        <p className="text-ink-2">Nothing needs your attention.</p>
      ) : (
        <ul>
          {problems.map((problem) => (
            <ProblemRow key={problem.kind} home={`/projects/${projectId}`} line={wordsOf(problem)} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function ProblemRow({ line, home }: { line: ProblemLine; home: string }) {
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

function wordsOf(problem: Problem): ProblemLine {
  if (problem.kind !== "work") return problemLine(problem);
  const words = workInWords(problem.work);
  return { tone: problem.work.kind === "going" ? "note" : "bad", ...(words ?? NO_WORDS) };
}

const NO_WORDS = { chip: "", what: "", why: "", act: "", href: "" };
