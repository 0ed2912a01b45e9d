import "server-only";
import { hash } from "node:crypto";
import type { PoolClient } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { copyInto } from "#lib/item/import/mutations/copy.ts";
import { QueryStaging, randomPosition, type StagedNotes } from "#lib/item/import/mutations/group.ts";
import type { ItemDraft } from "#lib/item/import/rules/draft.ts";
import { contentText, type Rejected, rejectedDraft } from "#lib/item/import/rules/stage.ts";

/** Rows read together: a broken row is a reject, a good one the draft of an item, a blank one is counted. */
export type Batch = { drafts: ItemDraft[]; rejects: Rejected[]; blank: number; bytesRead: number };

type StagedImport = StagedNotes & { readonly importNo: number; readonly isAllOrNothing: boolean };

type Ordered = ItemDraft & {
  readonly externalId: string;
  readonly queryNo: number | null;
  readonly groupOrd: bigint;
};

// One spelling per pair, so that its digest is the identity of an item within the project.
const DIGEST = (query: string, externalId: string) =>
  `sha256(convert_to(coalesce(octet_length(${query}) || ':' || ${query}, '') || '|' || ${externalId}, 'UTF8'))`;

// Temporary, so that nobody else sees it, nothing of it is logged, and all of it vanishes with the connection: memory stays
// bounded, and a run that was cut off leaves none of it.
const TABLES = `
  CREATE TEMP TABLE import_seen (digest bytea PRIMARY KEY, line int NOT NULL);
  CREATE TEMP TABLE import_staged (
    no int PRIMARY KEY, query_no int, key text, fields jsonb, line int, group_ord bigint, ord bigint,
    gold_levels int[], gold_reason text)`;

/**
 * The items of one running import, as the rows of import_staged: a table of the connection without the indexes of the queue.
 * One import of a project runs at a time (the caller holds the lock on `client`), so numbers are handed out
 * here and become the project's when the items are opened.
 */
export class Staging {
  rowsRead = 0;
  rowsRejected = 0;
  rowsBlank = 0;
  bytesRead = 0;
  readonly #client: PoolClient;
  readonly #projectId: string;
  readonly #importNo: number;
  readonly #isAllOrNothing: boolean;
  readonly #queries: QueryStaging;
  #itemNo = 0;

  constructor(client: PoolClient, access: RequesterAccess, staged: StagedImport) {
    this.#client = client;
    this.#projectId = access.projectId;
    this.#importNo = staged.importNo;
    this.#isAllOrNothing = staged.isAllOrNothing;
    this.#queries = new QueryStaging(client, access, staged);
  }

  /** Removes what an earlier run left, and remembers which items the project has. */
  async begin(): Promise<void> {
    const project = [this.#projectId];
    const ours = [...project, this.#importNo];
    await this.#client.query(
      `UPDATE import SET bytes_read = 0, rows_read = 0, rows_accepted = 0, rows_rejected = 0, rows_blank = 0
       WHERE project_id = $1 AND no = $2`,
      ours,
    );
    await this.#client.query("DELETE FROM import_reject WHERE project_id = $1 AND import_no = $2", ours);
    await this.removeQueries();
    await this.#client.query(TABLES);
    await this.#client.query(
      `INSERT INTO import_seen SELECT ${DIGEST("q.key", "i.key")}, 0 FROM item i
       LEFT JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
       WHERE i.project_id = $1 ON CONFLICT DO NOTHING`,
      project,
    );
    const { rows } = await this.#client.query<{ item: number; query: number }>(
      "SELECT last_item_no AS item, last_query_no AS query FROM project WHERE id = $1",
      project,
    );
    this.#itemNo = rows[0]?.item ?? 0;
    this.#queries.begin(rows[0]?.query ?? 0);
  }

  /** Stores a batch and the progress with it. */
  async stage(batch: Batch): Promise<void> {
    const rejects = [...batch.rejects];
    const ordered = await this.#orderInQueries(batch.drafts, rejects);
    const fresh = await this.#refuseSeen(ordered, rejects);
    this.rowsRead += batch.drafts.length + batch.rejects.length + batch.blank;
    this.rowsBlank += batch.blank;
    await this.#insertRejects(rejects);
    // Once it is known that nothing will be kept, the rest is only read for its faults.
    const isHopeless = this.notesDiffering > 0 || (this.#isAllOrNothing && this.rowsRejected > 0);
    if (!isHopeless) await this.#insertItems(fresh);
    this.bytesRead = batch.bytesRead;
    await this.#client.query(
      `UPDATE import SET bytes_read = $3, rows_read = $4::int, rows_accepted = $4::int - $5::int - $6::int,
              rows_rejected = $5::int, rows_blank = $6::int
       WHERE project_id = $1 AND no = $2`,
      [this.#projectId, this.#importNo, this.bytesRead, this.rowsRead, this.rowsRejected, this.rowsBlank],
    );
  }

  /** Says that the whole file is read: what comes next takes a while too. */
  async end(): Promise<void> {
    await this.#client.query("UPDATE import SET bytes_read = bytes WHERE project_id = $1 AND no = $2", [
      this.#projectId,
      this.#importNo,
    ]);
  }

  /** Removes queries that no item was taken of: those above the project's count. */
  async removeQueries(): Promise<void> {
    await this.#client.query(
      "DELETE FROM query q USING project p WHERE p.id = $1 AND q.project_id = $1 AND q.no > p.last_query_no",
      [this.#projectId],
    );
  }

  /** Rows with another note than their query, while nobody has chosen what to do about it */
  get notesDiffering(): number {
    return this.#queries.notesDiffering;
  }

  /** The project's numbers as they are once the staged items are opened. */
  get lastNumbers(): { item: number; query: number } {
    return { item: this.#itemNo, query: this.#queries.lastNo };
  }

  async #orderInQueries(drafts: readonly ItemDraft[], rejects: Rejected[]): Promise<Ordered[]> {
    const known = await this.#queries.find(drafts);
    const ordered: Ordered[] = [];
    for (const draft of drafts) {
      const query = draft.query ? known.get(draft.query.externalId) : undefined;
      const fault = draft.query && query ? this.#queries.join(draft.query, query) : null;
      if (fault !== null) {
        rejects.push(rejectedDraft(draft, fault.reason, fault.detail, fault.column));
        continue;
      }
      const externalId = draft.externalId ?? contentId(draft.fields);
      const groupOrd = query ? query.ord : randomPosition(this.#projectId, "alone", externalId);
      ordered.push({ ...draft, externalId, queryNo: query ? query.no : null, groupOrd });
    }
    await this.#queries.store([...known.values()]);
    return ordered;
  }

  // The same id twice is one item too many, but only within one query: results recur across queries.
  async #refuseSeen(ordered: readonly Ordered[], rejects: Rejected[]): Promise<Ordered[]> {
    const digests = `SELECT ${DIGEST("query", "external_id")} AS digest, line
                     FROM unnest($1::text[], $2::text[], $3::int[]) AS u (query, external_id, line)`;
    const columns = (rows: readonly Ordered[]) => [
      rows.map(({ query }) => query?.externalId ?? null),
      rows.map(({ externalId }) => externalId),
      rows.map(({ line }) => line),
    ];
    const { rows } = await this.#client.query<{ line: number }>(
      `INSERT INTO import_seen ${digests} ON CONFLICT DO NOTHING RETURNING line`,
      columns(ordered),
    );
    const freshLines = new Set(rows.map(({ line }) => line));
    const again = ordered.filter(({ line }) => !freshLines.has(line));
    if (again.length > 0) {
      const { rows: first } = await this.#client.query<{ line: number; first: number }>(
        `SELECT u.line, s.line AS first FROM (${digests}) AS u JOIN import_seen s USING (digest)`,
        columns(again),
      );
      const firstLine = new Map(first.map((row) => [row.line, row.first]));
      // Line 0 means an item that the project had before.
      for (const row of again) {
        rejects.push(
          rejectedDraft(row, "duplicate-id", `${firstLine.get(row.line) || "project"} ${row.externalId}`),
        );
      }
    }
    return ordered.filter(({ line }) => freshLines.has(line));
  }

  async #insertItems(items: readonly Ordered[]): Promise<void> {
    if (items.length === 0) return;
    await copyInto(
      this.#client,
      "import_staged (no, query_no, key, fields, line, group_ord, ord, gold_levels, gold_reason)",
      items.map(({ queryNo, externalId, fields, line, groupOrd, query, gold }) => [
        ++this.#itemNo,
        queryNo,
        externalId,
        JSON.stringify(Object.fromEntries(fields)),
        line,
        groupOrd,
        randomPosition(this.#projectId, query?.externalId ?? "alone", "item", externalId),
        gold && `{${gold.levels.join()}}`,
        gold?.reason ?? null,
      ]),
    );
  }

  async #insertRejects(rejects: Rejected[]): Promise<void> {
    if (rejects.length === 0) return;
    rejects.sort((a, b) => a.line - b.line);
    await this.#client.query(
      `INSERT INTO import_reject (project_id, import_no, no, line, "column", reason, detail, excerpt)
       SELECT $1, $2, u.* FROM unnest($3::int[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[]) AS u`,
      [
        this.#projectId,
        this.#importNo,
        rejects.map(() => ++this.rowsRejected),
        rejects.map(({ line }) => line),
        rejects.map(({ column }) => column),
        rejects.map(({ reason }) => reason),
        rejects.map(({ detail }) => detail),
        rejects.map(({ excerpt }) => excerpt),
      ],
    );
  }
}

// Where no column is the id, the content is: as long as an id that people can still copy.
function contentId(fields: ReadonlyMap<string, string>): string {
  return hash("sha256", contentText(fields)).slice(0, 32);
}
