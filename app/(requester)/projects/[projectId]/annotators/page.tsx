import { headers } from "next/headers";
import { AnnotatorTable } from "#components/annotator/annotator-table.tsx";
import { InviteCard } from "#components/annotator/invite-card.tsx";
import { TABLE } from "#components/annotator/words.ts";
import { FiguresNote, FiguresPending } from "#components/project/figures-note.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { counted } from "#components/ui/format.ts";
import { readGoldRecords } from "#lib/annotator/evidence/queries.ts";
import { listAnnotators, listInvites } from "#lib/annotator/queries.ts";
import { rankByGold } from "#lib/annotator/rules/roster.ts";
import { requireRequester } from "#lib/auth/access.ts";
import { ownOrigin } from "#lib/auth/client-address.ts";
import { gatePage } from "#lib/auth/page.ts";
import { readFiguresState } from "#lib/project/figures/queries.ts";

export const metadata = { title: "Annotators" };

type Props = { params: Promise<{ projectId: string }> };

export default async function AnnotatorsPage({ params }: Props) {
  const { projectId } = await params;
  const access = await gatePage(requireRequester(projectId), `/projects/${projectId}/annotators`);
  const { isPending, asOf } = await readFiguresState(access);
  if (isPending) return <FiguresPending title="Annotators" />;
  const [annotators, invites, records, origin] = await Promise.all([
    listAnnotators(access),
    listInvites(access),
    readGoldRecords(access),
    headers().then(ownOrigin),
  ]);
  const open = invites.filter((invite) => invite.revokedAt === null);
  return (
    <div className="space-y-4">
      <InviteCard
        projectId={projectId}
        closed={invites.length - open.length}
        invites={open.map(({ code, createdAt, createdBy }) => ({
          code,
          createdAt,
          createdBy,
          url: `${origin}/invite/${code}`,
        }))}
      />
      <FiguresNote asOf={asOf} />
      {annotators.length === 0 ? (
        <Card>
          <EmptyState title={TABLE.none}>{open.length === 0 ? TABLE.noInvite : TABLE.invited}</EmptyState>
        </Card>
      ) : (
        <Card title={counted(annotators.length, "annotator")} aside={TABLE.order}>
          <AnnotatorTable projectId={projectId} annotators={rankByGold(annotators, records)} />
        </Card>
      )}
    </div>
  );
}
