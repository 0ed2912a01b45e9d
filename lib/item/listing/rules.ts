import { ITEMS_PER_PAGE, type ItemRow, ownField } from "../rules.ts";
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
  /** The newest items that a search has not looked at yet */
  unsearched?: number;
  /** The search has no letter and no digit, so that it finds nothing */
  isWordless?: true;
  /** The item that was jumped to is behind the end of the list: this is the last page */
  isPastJump?: true;
};

/**
 * Why there is no page: it took too long, what finds the items of a large project is not made yet, or a beginning of a word
 * that is searched for has too many words.
 */
export type NotListed = "too-long" | "preparing" | "too-many-words";

/** The same as numbers alone. */
export type ListedNumbers = Omit<ItemsFound, "rows"> & { nos: number[] };

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

/** The last page of the same list. */
export function atTheEnd({ search, state, gold, segment, sort }: ItemFilter): ItemFilter {
  return { search, state, gold, segment, sort, page: 1, last: "1" };
}

/** Whether it is known how many items lie in front of the page: not after a jump. */
export function hasPosition({ page, after, before, at, last }: ItemFilter): boolean {
  if (at !== undefined || last !== undefined) return false;
  return page > 1 || (after === undefined && before === undefined);
}

/** From where on a page is read: from an item that is itself in it or not, or after so many items. */
export function startOf({ after, before, at, last, page }: ItemFilter) {
  const item = after ?? before ?? at ?? null;
  const sign = after !== undefined ? ">" : before !== undefined ? "<" : ">=";
  const skipped = item === null && last === undefined ? (page - 1) * ITEMS_PER_PAGE : 0;
  return { item, sign, skipped } as const;
}

/** Whether a page is read from its end: it is the one before an item, or the last one. */
export function isBackward(filter: ItemFilter): boolean {
  const { item, sign } = startOf(filter);
  return item === null ? filter.last !== undefined : sign === "<";
}

/** A page in order, from what was read of it and one item more. */
export function sizedPage(filter: ItemFilter, read: readonly { no: number }[], size: number) {
  const nos = read.slice(0, size).map(({ no }) => no);
  if (isBackward(filter)) nos.reverse();
  return { nos, hasMore: read.length > size };
}

/** The states that a filter shows: all but removed where it names none. */
export function statesOf({ state }: Pick<ItemFilter, "state">): string[] {
  return state ? [state] : ["open", "done", "paused"];
}

/** One item as it is read for lists and exports. */
export type ShownItem = Omit<ItemRow, "title"> & {
  readonly queryId: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
};

const LONGEST_IN_LIST = 200;

/** The start of a long title or query. The whole of it stands on the page of the item. */
export function cutForList(text: string): string {
  // No sign is longer than two code units.
  const signs = [...text.slice(0, 2 * LONGEST_IN_LIST + 2)];
  return signs.length <= LONGEST_IN_LIST ? text : `${signs.slice(0, LONGEST_IN_LIST - 1).join("")}…`;
}

/** The columns of an exported view, with those of the source behind them. */
export function exportHeader(columns: readonly string[]): string[] {
  const own = [
    "item_no",
    "item_id",
    "query_id",
    "query",
    "state",
    "is_gold",
    "n_counted",
    "target",
    "levels",
  ];
  return [...own, ...columns.map((name) => `source_${name}`)];
}

/** The same columns of one item. Its levels that count stand in one cell, separated by blanks. */
export function exportCells(item: ShownItem, columns: readonly string[]): (string | number)[] {
  const { no, externalId, queryId, query, state, isGold, counted, target, votes, fields } = item;
  const own = [
    no,
    externalId,
    queryId ?? "",
    query ?? "",
    state,
    String(isGold),
    counted,
    target,
    votes.join(" "),
  ];
  return [...own, ...columns.map((name) => String(ownField(fields, name) ?? ""))];
}
