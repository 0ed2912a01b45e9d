import { AgreementHeadlineCard } from "#components/agreement/agreement-headline.tsx";
import {
  AgreementDetailsCard,
  AgreementHelp,
  AgreementScopesCard,
} from "#components/agreement/agreement-scopes.tsx";
import { GoldAccuracyCard } from "#components/agreement/gold-accuracy-card.tsx";
import { NoAgreement } from "#components/agreement/no-agreement.tsx";
import { FiguresNote, FiguresPending } from "#components/project/figures-note.tsx";
import { readAgreement, readGoldStanding } from "#lib/agreement/queries.ts";
import { requireRequester } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { readFiguresState } from "#lib/project/figures/queries.ts";

export const metadata = { title: "Agreement" };

type Props = { params: Promise<{ projectId: string }> };

export default async function AgreementPage({ params }: Props) {
  const { projectId } = await params;
  const access = await gatePage(requireRequester(projectId), `/projects/${projectId}/agreement`);
  const { isPending, asOf } = await readFiguresState(access);
  if (isPending) return <FiguresPending title="Agreement" />;
  const [agreement, standing] = await Promise.all([readAgreement(access), readGoldStanding(access)]);
  const accuracy = <GoldAccuracyCard accuracy={standing.all} together={standing.together} />;
  if (agreement.headline.pairableItems === 0) {
    return (
      <div className="grid gap-4">
        <NoAgreement projectId={projectId} />
        {standing.all.reason === null && accuracy}
      </div>
    );
  }
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <div className="empty:hidden lg:col-span-2">
        <FiguresNote asOf={asOf} />
      </div>
      <AgreementHeadlineCard agreement={agreement} />
      {accuracy}
      <AgreementScopesCard headline={agreement.headline} />
      <AgreementDetailsCard headline={agreement.headline} />
      <div className="lg:col-span-2">
        <AgreementHelp />
      </div>
    </div>
  );
}
