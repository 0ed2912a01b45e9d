import "server-only";
import type { ClientBase } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import type { ShownItem } from "../rules.ts";

/** What lists and exports say of items, in the order of their numbers here. */
export async function readShown(
  access: RequesterAccess,
  client: ClientBase,
  nos: readonly number[],
): Promise<ShownItem[]> {
  const { rows } = await client.query<ShownItem>(
    `SELECT i.no, i.key AS "externalId", q.key AS "queryId", q.text AS query, i.fields, i.state, i.counted, i.target,
            i.is_gold AS "isGold", coalesce(q.state = 'paused', false) AS "isQueryPaused",
            (SELECT coalesce(array_agg(c.level::int ORDER BY c.seq), '{}') FROM current_judgment c
             WHERE c.project_id = $1 AND c.item_no = i.no AND c.counts) AS votes
     FROM unnest($2::int[]) WITH ORDINALITY AS shown (no, position)
     JOIN item i ON i.project_id = $1 AND i.no = shown.no
     LEFT JOIN query q ON q.project_id = $1 AND q.no = i.query_no
     ORDER BY shown.position`,
    [access.projectId, nos],
  );
  return rows;
}
