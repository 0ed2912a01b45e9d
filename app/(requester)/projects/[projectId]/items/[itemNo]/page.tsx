import { notFound } from "next/navigation";
import { GoldForm } from "#components/gold/gold-form.tsx";
import { ItemContentView } from "#components/item/item-content-view.tsx";
import { ItemGold } from "#components/item/item-gold.tsx";
import { ItemJudgments } from "#components/item/item-judgments.tsx";
import { ItemOriginFacts } from "#components/item/item-origin.tsx";
import { ItemStateCard } from "#components/item/item-state-card.tsx";
import { SectionHeader } from "#components/item/section-header.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { counted } from "#components/ui/format.ts";
import { requireRequester } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { readGold } from "#lib/gold/queries.ts";
import { listItemEvents, listItemJudgments, readFieldRoles, readItem, readScale } from "#lib/item/queries.ts";
import { itemContent } from "#lib/item/rules.ts";
import { itemNoSchema } from "#lib/item/schema.ts";

export const metadata = { title: "Item" };

type Props = { params: Promise<{ projectId: string; itemNo: string }> };

export default async function ItemPage({ params }: Props) {
  const { projectId, itemNo: text } = await params;
  const items = `/projects/${projectId}/items`;
  const access = await gatePage(requireRequester(projectId), `${items}/${text}`);
  const itemNo = itemNoSchema.safeParse(text);
  if (!itemNo.success) notFound();
  const [item, roles, scale, judgments, events, gold] = await Promise.all([
    readItem(access, itemNo.data),
    readFieldRoles(access),
    readScale(access),
    listItemJudgments(access, itemNo.data),
    listItemEvents(access, itemNo.data),
    readGold(access, itemNo.data),
  ]);
  if (item === null) notFound();
  return (
    <div className="space-y-4">
      <SectionHeader
        back={{ href: items, name: "Items" }}
        title={`Item ${item.no}`}
        aside={
          <nav aria-label="Other items" className="flex gap-2">
            {item.previousNo && <ButtonLink href={`${items}/${item.previousNo}`}>Previous</ButtonLink>}
            {item.nextNo && <ButtonLink href={`${items}/${item.nextNo}`}>Next</ButtonLink>}
          </nav>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <Card title="As annotators see it">
          <ItemContentView query={item.query} content={itemContent(item.fields, roles)} />
        </Card>
        <div className="space-y-4">
          <ItemStateCard projectId={projectId} item={item} events={events} />
          <ItemGold gold={gold} scale={scale}>
            <GoldForm key={item.no} projectId={projectId} itemNo={item.no} levels={scale} gold={gold} />
          </ItemGold>
        </div>
      </div>
      <Card
        title="Answers"
        aside={
          item.state === "removed"
            ? "not counted"
            : `${counted(item.counted, "judgment")} of ${item.target} counted`
        }
      >
        <ItemJudgments judgments={judgments} scale={scale} />
      </Card>
      <Card title="Source">
        <ItemOriginFacts
          projectId={projectId}
          externalId={item.externalId}
          origin={item.origin}
          fields={item.fields}
          roles={roles}
        />
      </Card>
    </div>
  );
}
