import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { inReading } from "#lib/database/reading.ts";
import { readFieldRoles } from "../../queries.ts";
import type { ItemFilter } from "../../schema.ts";
import type { ExportedItem, NotListed } from "../rules.ts";
import { listNumbers } from "./list.ts";

const ITEMS_AT_ONCE = 1_000;

/**
 * Every item of a view in its order, some at a time. Each piece is found by the last item before it and read by itself, so that a
 * slow reader holds no connection. Where there is no list, the first and only piece is the reason.
 */
export async function* exportItems(
  access: RequesterAccess,
  filter: ItemFilter,
): AsyncGenerator<ExportedItem[] | NotListed, undefined> {
  const roles = await readFieldRoles(access);
  for (let from = filter; ; ) {
    const piece = await inReading(async (client) => {
      const listed = await listNumbers(access, client, { filter: from, size: ITEMS_AT_ONCE }, roles);
      if (typeof listed === "string") return listed;
      const { rows } = await client.query<ExportedItem>(ROWS, [access.projectId, listed.nos]);
      return { rows, last: listed.hasMore ? listed.nos.at(-1) : undefined };
    });
    if (typeof piece === "string") {
      yield piece;
      return;
    }
    yield piece.rows;
    if (piece.last === undefined) return;
    from = { ...filter, after: piece.last };
  }
}

const ROWS = `
  SELECT i.no, i.key AS "externalId", q.key AS "queryId", q.text AS query, i.state, i.is_gold AS "isGold", i.counted, i.target,
         i.fields,
         (SELECT coalesce(array_agg(c.level::int ORDER BY c.seq), '{}') FROM current_judgment c
          WHERE c.project_id = $1 AND c.item_no = i.no AND c.counts) AS votes
  FROM unnest($2::int[]) WITH ORDINALITY AS shown (no, position)
  JOIN item i ON i.project_id = $1 AND i.no = shown.no
  LEFT JOIN query q ON q.project_id = $1 AND q.no = i.query_no
  ORDER BY shown.position`;
