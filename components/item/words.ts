import { count, counted, estimated } from "#components/ui/format.ts";
import type { RunningImport } from "#lib/item/import/rules/view.ts";
import type { ItemsFound, NotListed } from "#lib/item/listing/rules.ts";
import type { ItemQuery, ItemView } from "#lib/item/queries.ts";
import { whyPaused } from "#lib/item/rules.ts";
import type { FieldRole, FieldRoles } from "#lib/item/schema.ts";
import { shortName } from "./import/words.ts";
import { PAUSED } from "./moves/words.ts";

export const NO_ITEMS = {
  title: "No items yet",
  text: "An item is what people judge, usually a query and one of its results. Upload a CSV, TSV or JSON Lines file with one item per row.",
  noMatch: "No items match. Change the search or the filter.",
  noWords: "A search finds words of letters and digits. This one has none.",
} as const;

export const IMPORT_RUNNING = { title: "Items are being added" } as const;

/** How far an import is whose items are not there yet. */
export function runningImportInWords({ fileName, rowsRead, rows }: RunningImport): string {
  const file = `“${shortName(fileName)}”`;
  if (rowsRead === 0) return `The import of ${file} starts in a moment.`;
  if (rows !== null && rowsRead >= rows)
    return `All rows of ${file} are read (${count(rows)}). Assay is adding the items, which appear here together.`;
  const read = rows === null ? count(rowsRead) : `${count(rowsRead)} of ${count(rows)}`;
  return `Rows of ${file} read so far: ${read}. The items appear here together at the end.`;
}

/** The list ends before the item that was jumped to. */
export const PAST_JUMP = "The list ends before that item. These are its last items.";

const NOT_LISTED: Record<NotListed, string> = {
  "too-long":
    "Finding these items takes too long. Choose another order, or a filter that matches fewer items.",
  preparing:
    "Assay is still looking through these items. A large import takes some minutes. The list opens by itself.",
  "too-many-words": "Too many words begin like this. Type more letters before the star.",
};

/** Why there is no list. */
export function notListedInWords(reason: NotListed): string {
  return NOT_LISTED[reason];
}

export const SEARCH = {
  placeholder: "Words",
  help: "Finds items that have every word. Words are whole: end one with * to find all words that begin so. Chinese, Japanese, Korean and Thai words are found anywhere in a text.",
} as const;

const SEARCHED: readonly FieldRole[] = ["query", "id", "title"];
const MOST_NAMES = 4;

/** Which columns a search looks at. Where none says what an item is called, Assay has given it an id. */
export function searchedInWords(roles: FieldRoles): string {
  const names = SEARCHED.flatMap((wanted) => roles.filter(({ role }) => role === wanted)).map(
    ({ name }) => `“${shortName(name)}”`,
  );
  if (names.length === 0) return "Searches the ids of items only. No column is a query, an id or a title.";
  const more = names.length - MOST_NAMES;
  const told = more > 0 ? [...names.slice(0, MOST_NAMES), `${more} more`] : names;
  const last = told.pop();
  return `Searches the ${told.length > 0 ? `columns ${told.join(", ")} and ${last}` : `column ${last}`}.`;
}

/** What a search has not looked at yet; null where it looked at everything. */
export function unsearchedInWords({ unsearched }: Pick<ItemsFound, "unsearched">): string | null {
  if (!unsearched) return null;
  return `${counted(unsearched, "new item is", "new items are")} not searched yet. The search covers them in a few minutes.`;
}

export function totalInWords({ total, isEstimated }: Pick<ItemsFound, "total" | "isEstimated">): string {
  return isEstimated ? estimated(total, "items") : counted(total, "item");
}

export const ITEM = {
  nothingShown: "Annotators see no field of this item.",
  notGold:
    "If you know which levels are acceptable, mark this item as gold. Annotators see it unmarked among the others, and their answers show how well they judge.",
  noAnswers: "Nobody has answered this item yet.",
} as const;

/** What can be done with the whole query; null where nothing of it is open. */
export function queryMoveInWords({
  isPaused,
  open,
  paused,
}: Pick<ItemQuery, "isPaused" | "open" | "paused">): string | null {
  if (isPaused) return paused === 0 ? "Resume query" : `Resume query (${counted(paused, "paused item")})`;
  return open === 0 ? null : `Pause query (${counted(open, "open item")})`;
}

/** Where the item is on its way to its judgments. */
export function itemStateInWords(item: ItemView): string {
  const { state, target, query, resultUnratable } = item;
  const given = counted(item.counted, "judgment");
  if (state === "done") return `The item has the ${given} it needs.`;
  if (state === "removed") {
    return "Annotators do not get this item. Its judgments are kept but do not count.";
  }
  if (state === "open") {
    return item.isGold
      ? `At most ${target} annotators get this item, unmarked. ${counted(item.counted, "annotator has", "annotators have")} answered.`
      : `The item has ${item.counted} of ${counted(target, "judgment")}.`;
  }
  const because = whyPaused({
    isQueryPaused: query?.isPaused ?? false,
    queryUnratable: query?.unratable ?? 0,
    resultUnratable,
  });
  return `${PAUSED[because]} Annotators do not get the item. Its ${given} still ${item.counted === 1 ? "counts" : "count"}.`;
}
