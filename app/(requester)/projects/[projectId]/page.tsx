import { Suspense } from "react";
import { AgreementHeadlineCard } from "#components/agreement/agreement-headline.tsx";
import { GoldAccuracyCard } from "#components/agreement/gold-accuracy-card.tsx";
import { FiguresNote } from "#components/project/figures-note.tsx";
import { LaunchCard } from "#components/project/launch-card.tsx";
import { NextStepCard } from "#components/project/next-step-card.tsx";
import { PlanCard } from "#components/project/plan-card.tsx";
import { ProblemsCard } from "#components/project/problems-card.tsx";
import { ProgressCard } from "#components/project/progress-card.tsx";
import { RefreshWhile } from "#components/ui/waiting/refresh-while.tsx";
import { WaitingCard } from "#components/ui/waiting/waiting-card.tsx";
import { readAgreement, readGoldStanding } from "#lib/agreement/queries.ts";
import { type RequesterAccess, requireRequester } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { readGoldPlan } from "#lib/gold/queries.ts";
import { neededGold } from "#lib/gold/rules.ts";
import { readFiguresState } from "#lib/project/figures/queries.ts";
import { readLaunchFacts } from "#lib/project/launch/queries.ts";
import { type LaunchFacts, launchChecklist } from "#lib/project/launch/rules.ts";
import { readProgress } from "#lib/project/progress/queries.ts";
import type { Work } from "#lib/project/progress/rules.ts";
import { readHalts, readProject } from "#lib/project/queries.ts";
import { countBelow, nextStep, openProblems, type ProjectView } from "#lib/project/rules.ts";

export const metadata = { title: "Overview" };

type Props = { params: Promise<{ projectId: string }> };

export default async function OverviewPage({ params }: Props) {
  const { projectId } = await params;
  const access = await gatePage(requireRequester(projectId), `/projects/${projectId}`);
  const [project, facts, plan] = await Promise.all([
    readProject(access),
    readLaunchFacts(access),
    readGoldPlan(access),
  ]);
  const needed = neededGold(plan);
  if (project.state === "draft") {
    return (
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <LaunchCard
          projectId={projectId}
          checks={launchChecklist(facts, needed)}
          facts={facts}
          neededGold={needed}
        />
        <PlanCard project={project} items={facts.items} />
      </div>
    );
  }
  return <Launched access={access} project={project} facts={facts} needed={needed} />;
}

type LaunchedProps = {
  access: RequesterAccess;
  project: ProjectView;
  facts: LaunchFacts;
  needed: number;
};

async function Launched({ access, project, facts, needed }: LaunchedProps) {
  const [progress, { isPending, asOf }] = await Promise.all([readProgress(access), readFiguresState(access)]);
  const step = nextStep(project.state, {
    judgments: progress.counted,
    isAllDone: progress.items > 0 && progress.done === progress.items,
    work: progress.work,
  });
  return (
    <div className="grid gap-4 lg:grid-cols-12">
      <div className="grid lg:col-span-5">
        <ProgressCard progress={progress} />
      </div>
      <Suspense fallback={<Waiting />}>
        <Quality access={access} isPending={isPending} />
      </Suspense>
      <div className="grid lg:col-span-5">
        <Suspense fallback={<WaitingCard title="Needs you" />}>
          <Problems
            access={access}
            isPending={isPending}
            work={progress.work}
            golds={facts.golds}
            needed={needed}
            goldRate={facts.goldRate}
          />
        </Suspense>
      </div>
      <div className="grid lg:col-span-7">
        <NextStepCard
          projectId={access.projectId}
          step={step}
          annotators={facts.annotators}
          invites={facts.invites}
          plan={project}
          golds={facts.golds}
        />
      </div>
      <div className="empty:hidden lg:col-span-12">
        <FiguresNote asOf={asOf} />
      </div>
      {isPending && <RefreshWhile everySeconds={3} />}
    </div>
  );
}

function Waiting() {
  return (
    <>
      <div className="grid lg:col-span-4">
        <WaitingCard title="Agreement" />
      </div>
      <div className="grid lg:col-span-3">
        <WaitingCard title="Gold accuracy" />
      </div>
    </>
  );
}

async function Quality({ access, isPending }: { access: RequesterAccess; isPending: boolean }) {
  if (isPending) return <Waiting />;
  const [agreement, standing] = await Promise.all([readAgreement(access), readGoldStanding(access)]);
  return (
    <>
      <div className="grid lg:col-span-4">
        <AgreementHeadlineCard agreement={agreement} />
      </div>
      <div className="grid lg:col-span-3">
        <GoldAccuracyCard accuracy={standing.all} together={standing.together} />
      </div>
    </>
  );
}

type ProblemsProps = {
  access: RequesterAccess;
  isPending: boolean;
  work: Work;
  golds: number;
  needed: number;
  goldRate: number;
};

async function Problems({ access, isPending, work, ...gold }: ProblemsProps) {
  if (isPending) return <WaitingCard title="Needs you" />;
  const [halts, { all, byAnnotator }] = await Promise.all([readHalts(access), readGoldStanding(access)]);
  const people = [...byAnnotator].flatMap(([no, own]) =>
    own.reason === null ? [{ no, answers: own.n, upper: own.exact.wilson.upper }] : [],
  );
  const peopleBelow = all.reason === null ? countBelow(people, all.exact.share, halts.suspendedNos) : 0;
  return (
    <ProblemsCard
      projectId={access.projectId}
      problems={openProblems(halts, { ...gold, peopleBelow }, work)}
    />
  );
}
