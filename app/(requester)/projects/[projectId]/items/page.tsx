import { ItemsFilter } from "#components/item/items-filter.tsx";
import { ItemsPages } from "#components/item/items-pages.tsx";
import { ItemsTable } from "#components/item/items-table.tsx";
import { NO_ITEMS, totalInWords } from "#components/item/words.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PastTheEnd } from "#components/ui/page/past-the-end.tsx";
import { requireRequester } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { listItems } from "#lib/item/listing/queries.ts";
import type { ItemsFound } from "#lib/item/listing/rules.ts";
import { hasItems, readScale } from "#lib/item/queries.ts";
import { itemsQuery } from "#lib/item/rules.ts";
import { type ItemFilter, itemFilterSchema } from "#lib/item/schema.ts";

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
  const [has, scale, page] = await Promise.all([
    hasItems(access),
    readScale(access),
    listItems(access, filter),
  ]);
  if (!has) return <NoItems here={here} />;
  return (
    <div className="space-y-4">
      <ItemsFilter action={here} filter={filter} />
      <Card
        title={page === "too-long" ? "Items" : totalInWords(page)}
        aside={<ButtonLink href={`${here}/import`}>Add items</ButtonLink>}
      >
        {page === "too-long" ? (
          <p className="py-6 text-center text-ink-2">{NO_ITEMS.tooLong}</p>
        ) : (
          <List here={here} projectId={projectId} filter={filter} page={page} scaleSize={scale.length} />
        )}
      </Card>
    </div>
  );
}

type ListProps = {
  here: string;
  projectId: string;
  filter: ItemFilter;
  page: ItemsFound;
  scaleSize: number;
};

function List({ here, projectId, filter, page, scaleSize }: ListProps) {
  const { rows, total } = page;
  return (
    <>
      {total === 0 && <p className="py-6 text-center text-ink-2">{NO_ITEMS.noMatch}</p>}
      {total > 0 && rows.length === 0 && <PastTheEnd firstPage={`${here}${itemsQuery(filter, {})}`} />}
      {rows.length > 0 && (
        <ItemsTable key={JSON.stringify(filter)} projectId={projectId} rows={rows} scaleSize={scaleSize} />
      )}
      <ItemsPages here={here} filter={filter} page={page} />
    </>
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
