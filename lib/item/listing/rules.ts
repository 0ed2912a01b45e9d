import type { ItemRow } from "../rules.ts";
import type { ItemFilter } from "../schema.ts";

/** More items than this are not counted one by one. */
export const LARGEST_EXACT = 10_000;

/** One page of items in an order. */
export type ItemsFound = {
  rows: ItemRow[];
  /** Whether there are items behind the page, or in front of it where it was read backward */
  hasMore: boolean;
  total: number;
  /** The total is what the database expects */
  isEstimated?: true;
};

/** How the pages beside this one are asked for; null where there is none. */
export type Neighbors = Record<"first" | "previous" | "next" | "last", Partial<ItemFilter> | null>;

/**
 * The pages beside one. They are found by the items at its ends, so that reaching them costs the same anywhere.
 *
 * @example page 3 that ends with item 150: the next is page 4 after item 150
 */
export function neighborsOf(filter: ItemFilter, { rows, hasMore }: ItemsFound): Neighbors {
  const [first, last] = [rows[0]?.no, rows.at(-1)?.no];
  const isBackward = filter.before !== undefined || filter.last !== undefined;
  const hasPrevious = isBackward
    ? hasMore
    : filter.page > 1 || filter.after !== undefined || filter.at !== undefined;
  const hasNext = isBackward ? filter.last === undefined : hasMore;
  const page = hasPosition(filter) ? filter.page : null;
  return {
    first: hasPrevious ? {} : null,
    previous:
      !hasPrevious || first === undefined
        ? null
        : page === 2
          ? {}
          : { before: first, ...(page !== null && { page: page - 1 }) },
    next: hasNext && last !== undefined ? { after: last, ...(page !== null && { page: page + 1 }) } : null,
    last: hasNext ? { last: "1" } : null,
  };
}

/** Whether it is known how many items lie in front of the page: not after a jump. */
export function hasPosition({ page, after, before, at, last }: ItemFilter): boolean {
  if (at !== undefined || last !== undefined) return false;
  return page > 1 || (after === undefined && before === undefined);
}
