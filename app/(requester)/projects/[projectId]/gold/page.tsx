import { CandidateList } from "#components/gold/candidate-list.tsx";
import { FeedbackSwitch } from "#components/gold/feedback-switch.tsx";
import { GoldBank } from "#components/gold/gold-bank.tsx";
import { GoldCases } from "#components/gold/gold-cases.tsx";
import { GoldTable } from "#components/gold/gold-table.tsx";
import { GOLD_HELP, NO_GOLD_YET } from "#components/gold/words.ts";
import { FiguresNote } from "#components/project/figures-note.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PastTheEnd } from "#components/ui/page/past-the-end.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { requireRequester } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { pageNo } from "#lib/border.ts";
import { listCandidates } from "#lib/gold/growth/queries.ts";
import { listGold, readGoldCoverage, readGoldPlan } from "#lib/gold/queries.ts";
import { listGoldCases } from "#lib/gold/review/queries.ts";
import { effectiveGoldRate, neededGold } from "#lib/gold/rules.ts";
import { readFiguresState } from "#lib/project/figures/queries.ts";

export const metadata = { title: "Gold" };

type Props = {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function GoldPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const page = pageNo.parse((await searchParams).page);
  const access = await gatePage(requireRequester(projectId), `/projects/${projectId}/gold`);
  const plan = await readGoldPlan(access);
  const scaleSize = plan.levels.length;
  const [{ rows, total, pageSize }, { golds, perLevel }, cases, candidates, { asOf }] = await Promise.all([
    listGold(access, page),
    readGoldCoverage(access),
    listGoldCases(access),
    listCandidates(access),
    readFiguresState(access, ["progress", "slots"]),
  ]);
  const growth = candidates.length > 0 && (
    <CandidateList projectId={projectId} scaleSize={scaleSize} candidates={candidates} />
  );
  if (golds === 0) {
    return (
      <div className="space-y-4">
        <NoGold projectId={projectId} hasItems={plan.items > 0} />
        {growth}
      </div>
    );
  }
  return (
    <div className="space-y-4">
      <FiguresNote asOf={asOf} />
      <GoldCases projectId={projectId} cases={cases} scale={plan.levels} />
      <GoldBank
        golds={golds}
        needed={neededGold(plan)}
        goldRate={plan.goldRate}
        effectiveRate={effectiveGoldRate(plan)}
        peoplePerGold={plan.peoplePerGold}
        cap={plan.cap}
        coverage={perLevel}
        levels={plan.levels}
      />
      <Card title="Gold items" aside={GOLD_HELP.list}>
        {rows.length > 0 ? (
          <GoldTable projectId={projectId} scaleSize={scaleSize} rows={rows} />
        ) : (
          <PastTheEnd firstPage={`/projects/${projectId}/gold`} />
        )}
        <Pagination
          page={page}
          pageSize={pageSize}
          total={total}
          hrefOf={(to) => `/projects/${projectId}/gold?page=${to}`}
        />
      </Card>
      {growth}
      <FeedbackSwitch projectId={projectId} isOn={plan.givesFeedback} />
    </div>
  );
}

function NoGold({ projectId, hasItems }: { projectId: string; hasItems: boolean }) {
  const items = `/projects/${projectId}/items`;
  return (
    <Card>
      <EmptyState
        title={NO_GOLD_YET.title}
        action={
          <ButtonLink kind="primary" href={hasItems ? items : `${items}/import`}>
            {hasItems ? "View items" : "Add items"}
          </ButtonLink>
        }
      >
        {NO_GOLD_YET.what} {hasItems ? NO_GOLD_YET.withItems : NO_GOLD_YET.withoutItems}
      </EmptyState>
    </Card>
  );
}
