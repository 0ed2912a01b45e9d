import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Input } from "#components/ui/form/field.tsx";
import { count } from "#components/ui/format.ts";
import { hasPosition, type ItemsFound, neighborsOf } from "#lib/item/listing/rules.ts";
import { ITEMS_PER_PAGE, itemsQuery } from "#lib/item/rules.ts";
import type { ItemFilter } from "#lib/item/schema.ts";
import { totalInWords } from "./words.ts";

type ItemsPagesProps = { here: string; filter: ItemFilter; page: ItemsFound };

/** The ways to the other pages of items: beside this one, at both ends, and to an item. */
export function ItemsPages({ here, filter, page }: ItemsPagesProps) {
  const neighbors = neighborsOf(filter, page);
  const { first, previous, next, last } = neighbors;
  if (page.rows.length === 0 || (previous === null && next === null)) return null;
  const to = (change: Partial<ItemFilter>) => `${here}${itemsQuery(filter, change)}`;
  return (
    <nav
      aria-label="Pages"
      className="mt-4 flex flex-wrap items-center justify-between gap-3 text-[13px] text-ink-2"
    >
      <span>{whichOf(filter, page)}</span>
      <span className="flex flex-wrap items-center gap-2">
        <GoToItem here={here} filter={filter} />
        {first && <ButtonLink href={to(first)}>First</ButtonLink>}
        {previous && <ButtonLink href={to(previous)}>Previous</ButtonLink>}
        {next && <ButtonLink href={to(next)}>Next</ButtonLink>}
        {last && <ButtonLink href={to(last)}>Last</ButtonLink>}
      </span>
    </nav>
  );
}

function whichOf(filter: ItemFilter, page: ItemsFound): string {
  if (!hasPosition(filter)) return totalInWords(page);
  const first = (filter.page - 1) * ITEMS_PER_PAGE + 1;
  const total = totalInWords(page);
  return `${count(first)}–${count(first + page.rows.length - 1)} of ${total}`;
}

/** Keeps the filter and the order, and begins at the item. */
function GoToItem({ here, filter }: { here: string; filter: ItemFilter }) {
  const kept = [...new URLSearchParams(itemsQuery(filter, {}))];
  return (
    <form action={here} className="flex items-center gap-2">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Input
        aria-label="Item number"
        name="at"
        inputMode="numeric"
        pattern="[1-9][0-9]*"
        className="w-28"
        placeholder="Item no."
      />
      <Button type="submit">Go to item</Button>
    </form>
  );
}
