import { ItemsFilter } from "#components/item/items-filter.tsx";
import { ItemsTable } from "#components/item/items-table.tsx";
import { NO_ITEMS } from "#components/item/words.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { counted } from "#components/ui/format.ts";
import { PastTheEnd } from "#components/ui/page/past-the-end.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { requireRequester } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { hasItems, listItems, readScale } from "#lib/item/queries.ts";
import { ITEMS_PER_PAGE, itemsQuery } from "#lib/item/rules.ts";
import { itemFilterSchema } from "#lib/item/schema.ts";

export const metadata = { title: "Items" };

type Props = {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ItemsPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const here = `/projects/${projectId}/items`;
  const access = await gatePage(requireRequester(projectId), here);
  const filter = itemFilterSchema.parse(await searchParams);
  const [has, scale, { rows, total }] = await Promise.all([
    hasItems(access),
    readScale(access),
    listItems(access, filter),
  ]);
  if (!has) return <NoItems here={here} />;
  return (
    <div className="space-y-4">
      <ItemsFilter action={here} filter={filter} />
      <Card title={counted(total, "item")} aside={<ButtonLink href={`${here}/import`}>Add items</ButtonLink>}>
        {total === 0 && <p className="py-6 text-center text-ink-2">{NO_ITEMS.noMatch}</p>}
        {total > 0 && rows.length === 0 && (
          <PastTheEnd firstPage={`${here}${itemsQuery(filter, { page: 1 })}`} />
        )}
        {rows.length > 0 && (
          <ItemsTable
            key={JSON.stringify(filter)}
            projectId={projectId}
            rows={rows}
            scaleSize={scale.length}
          />
        )}
        <Pagination
          page={filter.page}
          pageSize={ITEMS_PER_PAGE}
          total={total}
          hrefOf={(page) => `${here}${itemsQuery(filter, { page })}`}
        />
      </Card>
    </div>
  );
}

function NoItems({ here }: { here: string }) {
  return (
    <Card>
      <EmptyState
        title={NO_ITEMS.title}
        action={
          <ButtonLink kind="primary" href={`${here}/import`}>
            Add items
          </ButtonLink>
        }
      >
        {NO_ITEMS.text}
      </EmptyState>
    </Card>
  );
}
