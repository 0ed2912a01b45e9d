import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import type { Problem } from "#lib/project/rules.ts";
import { PROBLEM_TONES, type ProblemLine, problemLine } from "./overview-words.ts";
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

function ProblemRow({ line, home }: { line: ProblemLine | null; home: string }) {
  if (line === null) return null;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 border-t border-line py-3 first:border-0 first:pt-1 sm:flex">
      <Chip tone={PROBLEM_TONES[line.chip]}>{line.chip}</Chip>
      <p className="min-w-0 flex-1 text-[14px]">
        <span className="font-semibold">{line.what}</span> <span className="text-ink-2">{line.why}</span>
      </p>
      <Link
        href={`${home}${line.href}`}
        className="py-0.5 text-[13px] font-medium whitespace-nowrap text-gold-strong underline-offset-2 hover:underline max-sm:col-start-2 max-sm:justify-self-start max-sm:py-2"
      >
        {line.act}
      </Link>
    </li>
  );
}

function wordsOf(problem: Problem): ProblemLine | null {
  return problem.kind === "work" ? workInWords(problem.work) : problemLine(problem);
}
