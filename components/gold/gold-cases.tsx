import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { counted } from "#components/ui/format.ts";
import { LevelChip } from "#components/ui/level-chip.tsx";
import { Time } from "#components/ui/time.tsx";
import { answersByLevel, type CaseAnswer, type GoldCase } from "#lib/gold/review/rules.ts";
import { GoldForm } from "./gold-form.tsx";
import { caseInWords, GOLD_HELP } from "./words.ts";

type Scale = readonly { value: number; name: string }[];
type GoldCasesProps = { projectId: string; cases: readonly GoldCase[]; scale: Scale };

/** Gold that is contested or in review, each with the evidence and the decision. */
export function GoldCases({ projectId, cases, scale }: GoldCasesProps) {
  if (cases.length === 0) return null;
  return (
    <Card title={GOLD_HELP.cases} aside={GOLD_HELP.review}>
      <ul className="divide-y divide-line">
        {cases.map((one) => (
          <li key={`${one.itemNo}/${one.version}`} className="py-5 first:pt-0 last:pb-0">
            <Case projectId={projectId} one={one} scale={scale} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Case({ projectId, one, scale }: { projectId: string; one: GoldCase; scale: Scale }) {
  const { title, text, url } = one.content;
  return (
    <article className="grid gap-5 lg:grid-cols-2">
      <div className="min-w-0 space-y-3">
        <div>
          <Link
            href={`/projects/${projectId}/items/${one.itemNo}`}
            dir="auto"
            className="font-medium break-words hover:underline"
          >
            {title || text || url || `Item ${one.itemNo}`}
          </Link>
          {one.query && (
            <span dir="auto" className="block text-[13px] text-ink-3">
              {one.query}
            </span>
          )}
          {title && text && (
            <p dir="auto" className="mt-1 line-clamp-4 break-words text-[14px] text-ink-2">
              {text}
            </p>
          )}
        </div>
        <p className="text-[13.5px] text-ink-2">
          <Chip tone={one.review ? "bad" : "note"}>{one.review ? "in review" : "still counts"}</Chip>{" "}
          {caseInWords(one)}
        </p>
        <AnswerBars answers={one.answers} levels={one.levels} scale={scale} />
        <Contests contests={one.contests} />
      </div>
      <GoldForm
        projectId={projectId}
        itemNo={one.itemNo}
        levels={scale}
        gold={{ levels: one.levels, reason: one.reason, version: one.version }}
        isCase
      />
    </article>
  );
}

type AnswerBarsProps = { answers: readonly CaseAnswer[]; levels: readonly number[]; scale: Scale };

function AnswerBars({ answers, levels, scale }: AnswerBarsProps) {
  const counts = answersByLevel(answers, scale.length);
  const most = Math.max(1, ...counts);
  return (
    <div>
      <p className="mb-1.5 text-[13px] text-ink-3">{counted(answers.length, "answer")}</p>
      <ul className="space-y-1">
        {scale.map(({ value, name }, at) => (
          <li
            key={value}
            className="grid grid-cols-[auto_9rem_1fr_auto] items-center gap-3 text-[13.5px]"
            title={peopleInWords(answers, value)}
          >
            <LevelChip level={value} levels={scale.length} size="small" />
            <span className={`truncate ${levels.includes(value) ? "font-semibold" : ""}`}>
              {name}
              {levels.includes(value) && <span className="text-gold-strong"> acceptable</span>}
            </span>
            <span aria-hidden className="h-2 rounded-full bg-sunken">
              <span
                className={`block h-2 rounded-full ${levels.includes(value) ? "bg-gold" : "bg-line-2"}`}
                style={{ width: `${(100 * (counts[at] ?? 0)) / most}%` }}
              />
            </span>
            <span className="text-end">{counts[at]}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function peopleInWords(answers: readonly CaseAnswer[], level: number): string {
  return answers
    .filter((answer) => answer.level === level)
    .map(({ pseudonym, comment }) => (comment ? `${pseudonym}: ${comment}` : pseudonym))
    .join(", ");
}

function Contests({ contests }: { contests: GoldCase["contests"] }) {
  return (
    <ul className="space-y-2 empty:hidden">
      {contests.map((contest) => (
        <li key={contest.no} className="rounded-lg bg-sunken px-3 py-2 text-[14px]">
          <p dir="auto" className="break-words whitespace-pre-line">
            {contest.comment}
          </p>
          <p className="mt-1 text-[13px] text-ink-3">
            {contest.pseudonym}, <Time at={contest.at} />
          </p>
        </li>
      ))}
    </ul>
  );
}
