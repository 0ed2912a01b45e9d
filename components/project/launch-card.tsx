import { Check, Circle, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import type { LaunchCheck, LaunchFacts } from "#lib/project/launch/rules.ts";
import { MoveButton } from "./move-button.tsx";
import { type LaunchLine, launchLine } from "./overview-words.ts";
import { BEFORE_LAUNCH } from "./words.ts";

type LaunchCardProps = {
  projectId: string;
  checks: readonly LaunchCheck[];
  facts: LaunchFacts;
  neededGold: number;
};

/** What stands between the draft and its launch, each line with the way there. */
export function LaunchCard({ projectId, checks, facts, neededGold }: LaunchCardProps) {
  const home = `/projects/${projectId}`;
  const missing = checks.find(({ state }) => state === "missing");
  return (
    <Card
      title="Before launch"
      aside={`${checks.filter(({ state }) => state === "done").length} of ${checks.length} done`}
    >
      <ul>
        {checks.map((check) => (
          <CheckLine key={check.step} check={check} home={home} line={launchLine(check, facts, neededGold)} />
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        {missing === undefined ? (
          <MoveButton projectId={projectId} move="launch" kind="primary" />
        ) : (
          <ButtonLink kind="primary" href={`${home}${launchLine(missing, facts, neededGold).href}`}>
            {launchLine(missing, facts, neededGold).button}
          </ButtonLink>
        )}
        <p className="text-[13px] text-ink-3">
          {missing === undefined ? BEFORE_LAUNCH.ready : BEFORE_LAUNCH.missing}
        </p>
      </div>
    </Card>
  );
}

function CheckLine({ check, home, line }: { check: LaunchCheck; home: string; line: LaunchLine }) {
  const { state } = check;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 border-t border-line py-3 first:border-0 sm:flex">
      <Sign state={state} />
      <p className="min-w-0 flex-1">
        <span className="font-semibold">{line.name}</span>
        <span className="sr-only">: {state === "advice" ? "recommended" : state}</span>
        <span className="block text-[14px] text-ink-2">{line.sentence}</span>
      </p>
      <Link
        href={`${home}${line.href}`}
        className="py-0.5 text-[13px] font-medium whitespace-nowrap text-gold-strong underline-offset-2 hover:underline max-sm:col-start-2 max-sm:justify-self-start max-sm:py-2"
      >
        {state === "done" ? "View" : line.mend}
        <span className="sr-only">: {line.name}</span>
      </Link>
    </li>
  );
}

function Sign({ state }: { state: LaunchCheck["state"] }) {
  const look = "mt-0.5 shrink-0";
  if (state === "done") return <Check aria-hidden size={18} className={`${look} text-good`} />;
  if (state === "advice") return <TriangleAlert aria-hidden size={18} className={`${look} text-note`} />;
  return <Circle aria-hidden size={18} className={`${look} text-ink-3`} />;
}
