import "server-only";
import type { ClientBase } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { inReading } from "#lib/database/reading.ts";
import { LARGEST_DIRECT, WORDS_RULE } from "#lib/project/figures/rules.ts";
import { readFieldRoles } from "../../queries.ts";
import { fieldOf, ITEMS_PER_PAGE, type ItemRow } from "../../rules.ts";
import type { FieldRoles, ItemFilter } from "../../schema.ts";
import { findItems, numbersOfFound, searchedColumns } from "../../search/queries.ts";
import { isWordless, type Terms, termsOf, withSegment } from "../../search/rules/words.ts";
import {
  atTheEnd,
  cutForList,
  type ItemsFound,
  type ListedNumbers,
  type NotListed,
  type ShownItem,
  statesOf,
} from "../rules.ts";
import { listDirect } from "./direct.ts";
import { readShown } from "./shown.ts";
import { listStored } from "./stored.ts";

/** No page searches longer than this. What would is said to take too long. */
const PATIENCE = "10s";
const QUERY_CANCELED = "57014";

/**
 * One page of the project's items; items still being imported are not there yet. That of a large project is read from tables
 * that the worker keeps, and costs the same wherever it lies. Items that changed since and no longer match are left out.
 */
export async function listItems(
  access: RequesterAccess,
  filter: ItemFilter,
): Promise<ItemsFound | NotListed> {
  const roles = await readFieldRoles(access);
  try {
    // One connection: what takes too long is canceled by the server.
    return await inReading(async (client) => {
      const listed = await listFrom(access, client, filter, roles);
      if (typeof listed === "string") return listed;
      const { nos, ...rest } = listed;
      const states = statesOf(filter);
      const matching = (await readShown(access, client, nos)).filter(({ state }) => states.includes(state));
      return { ...rest, rows: matching.map((row) => toItemRow(row, roles)) };
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === QUERY_CANCELED) return "too-long";
    throw error;
  }
}

/** The last page where a jump goes behind the end. */
async function listFrom(
  access: RequesterAccess,
  client: ClientBase,
  filter: ItemFilter,
  roles: FieldRoles,
): Promise<ListedNumbers | NotListed> {
  const size = ITEMS_PER_PAGE;
  const listed = await listNumbers(access, client, { filter, size }, roles);
  if (typeof listed === "string" || listed.total === 0 || listed.nos.length > 0) return listed;
  if (filter.at === undefined) return listed;
  const last = await listNumbers(access, client, { filter: atTheEnd(filter), size }, roles);
  return typeof last === "string" ? last : { ...last, isPastJump: true };
}

/** The numbers of one page of items, of any size, in a transaction of the caller. */
export async function listNumbers(
  access: RequesterAccess,
  client: ClientBase,
  { filter, size }: { filter: ItemFilter; size: number },
  roles: FieldRoles,
): Promise<ListedNumbers | NotListed> {
  await client.query(`SET LOCAL statement_timeout = '${PATIENCE}'`);
  const { isLarge, isListed, isSearchable } = await readReadiness(access, client);
  const isSearch = filter.search !== "" || filter.segment !== "";
  if (isLarge && !(isListed && (isSearchable || !isSearch))) return "preparing";
  const terms = termsFor(filter, roles);
  const found = isSearch ? await findItems(access, client, terms, roles) : null;
  if (found === "too-many-words") return found;
  const listed = isLarge
    ? await listStored(access, { client, filter, size, found })
    : await listDirect(access, client, { filter, size, found: found && numbersOfFound(found) });
  if (isSearch && isWordless(terms)) return { ...listed, isWordless: true };
  return found?.unsearched ? { ...listed, unsearched: found.unsearched } : listed;
}

function termsFor({ search, segment }: ItemFilter, roles: FieldRoles): Terms {
  const terms = termsOf(search);
  // A search without a word finds nothing, in a segment too.
  if (search !== "" && isWordless(terms)) return terms;
  return withSegment(terms, segment, searchedColumns(roles).segments);
}

type Readiness = { isLarge: boolean; isListed: boolean; isSearchable: boolean };

async function readReadiness(access: RequesterAccess, client: ClientBase): Promise<Readiness> {
  const { rows } = await client.query<Readiness>(
    `SELECT p.last_item_no > $2 AS "isLarge",
            EXISTS (SELECT FROM project_figure WHERE project_id = $1 AND name = 'items') AS "isListed",
            EXISTS (SELECT FROM project_figure WHERE project_id = $1 AND name = 'words' AND (figure ->> 'rule')::int = $3)
              AS "isSearchable"
     FROM project p WHERE p.id = $1`,
    [access.projectId, LARGEST_DIRECT, WORDS_RULE],
  );
  return rows[0] ?? { isLarge: false, isListed: false, isSearchable: false };
}

function toItemRow({ fields, queryId: _, query, ...row }: ShownItem, roles: FieldRoles): ItemRow {
  const title = fieldOf(fields, roles, "title") || row.externalId;
  return { ...row, query: query && cutForList(query), title: cutForList(title) };
}
