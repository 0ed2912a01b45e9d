import { ImportRunning } from "#components/item/import-running.tsx";
import { ItemsFilter } from "#components/item/items-filter.tsx";
import { ItemsPages } from "#components/item/items-pages.tsx";
import { ItemsTable } from "#components/item/items-table.tsx";
import {
  NO_ITEMS,
  notListedInWords,
  PAST_JUMP,
  searchedInWords,
  totalInWords,
  unsearchedInWords,
} from "#components/item/words.ts";
import { FiguresNote } from "#components/project/figures-note.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PastTheEnd } from "#components/ui/page/past-the-end.tsx";
import { RefreshWhile } from "#components/ui/waiting/refresh-while.tsx";
import { requireRequester } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { readRunningImport } from "#lib/item/import/queries.ts";
import { listItems } from "#lib/item/listing/queries/list.ts";
import { atTheEnd, type ItemsFound, type NotListed } from "#lib/item/listing/rules.ts";
import { hasItems, readFieldRoles, readScale } from "#lib/item/queries.ts";
import { itemsQuery } from "#lib/item/rules.ts";
import { type ItemFilter, itemFilterSchema } from "#lib/item/schema.ts";
import { listSegments } from "#lib/item/search/queries.ts";
import { readFiguresState } from "#lib/project/figures/queries.ts";

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
  const [has, running, { roles, segments }, scale, page, { asOf }] = await Promise.all([
    hasItems(access),
    readRunningImport(access),
    readFieldRoles(access).then(async (roles) => ({ roles, segments: await listSegments(access, roles) })),
    readScale(access),
    listItems(access, filter),
    readFiguresState(access, ["items"]),
  ]);
  if (!has) return running ? <ImportRunning here={here} running={running} /> : <NoItems here={here} />;
  return (
    <div className="space-y-4">
      {running && <ImportRunning here={here} running={running} />}
      <ItemsFilter action={here} filter={filter} segments={segments} searched={searchedInWords(roles)} />
      <Card
        title={typeof page === "string" ? "Items" : totalInWords(page)}
        aside={<CardLinks here={here} projectId={projectId} filter={filter} />}
      >
        {typeof page === "string" ? (
          <NotThere reason={page} />
        ) : (
          <List here={here} projectId={projectId} filter={filter} page={page} scaleSize={scale.length} />
        )}
      </Card>
      <FiguresNote asOf={asOf} />
    </div>
  );
}

function CardLinks({ here, projectId, filter }: { here: string; projectId: string; filter: ItemFilter }) {
  return (
    <span className="flex flex-wrap gap-2">
      <ButtonLink kind="quiet" href={`/api/projects/${projectId}/items${itemsQuery(filter, {})}`} download>
        Download CSV
      </ButtonLink>
      <ButtonLink href={`${here}/import`}>Add items</ButtonLink>
    </span>
  );
}

function NotThere({ reason }: { reason: NotListed }) {
  return (
    <p role="status" className="py-6 text-center text-ink-2">
      {notListedInWords(reason)}
      {reason === "preparing" && <RefreshWhile everySeconds={3} />}
    </p>
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
  const { rows, total, isWordless, isPastJump } = page;
  const unsearched = unsearchedInWords(page);
  return (
    <>
      {unsearched && (
        <p className="mb-3 text-[13.5px] text-ink-2">
          {unsearched}
          <RefreshWhile everySeconds={10} />
        </p>
      )}
      {isPastJump && (
        <p role="status" className="mb-3 text-[13.5px] text-ink-2">
          {PAST_JUMP}
        </p>
      )}
      {total === 0 && (
        <p className="py-6 text-center text-ink-2">{isWordless ? NO_ITEMS.noWords : NO_ITEMS.noMatch}</p>
      )}
      {total > 0 && rows.length === 0 && <PastTheEnd firstPage={`${here}${itemsQuery(filter, {})}`} />}
      {rows.length > 0 && (
        <ItemsTable key={JSON.stringify(filter)} projectId={projectId} rows={rows} scaleSize={scaleSize} />
      )}
      <ItemsPages here={here} filter={isPastJump ? atTheEnd(filter) : filter} page={page} />
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
