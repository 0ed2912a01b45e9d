import "server-only";
import { hash } from "node:crypto";
import type { PoolClient } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { type ItemDraft, mappingOf } from "#lib/item/import/rules/draft.ts";
import { joinNotes, positionOf } from "#lib/item/import/rules/stage.ts";
import type { NoteChoice } from "#lib/item/import/schema.ts";
import type { FieldRoles } from "#lib/item/schema.ts";

type KnownQuery = {
  readonly no: number;
  readonly externalId: string;
  readonly text: string;
  note: string;
  readonly ord: bigint;
  /** What is to be stored of it */
  change: "insert" | "note" | null;
};

type QueryFault = {
  readonly reason: "query-differs" | "note-differs";
  readonly column: string | null;
  readonly detail: string;
};

export type StagedNotes = { readonly notes: NoteChoice; readonly fieldRoles: FieldRoles };

/** The queries of one running import: they become the project's when its items are opened. */
export class QueryStaging {
  /** Rows with another note than their query, while nobody has chosen what to do about it */
  notesDiffering = 0;
  lastNo = 0;
  #lastOldQuery = 0;
  readonly #client: PoolClient;
  readonly #projectId: string;
  readonly #choice: NoteChoice;
  readonly #columns: { readonly query: string | null; readonly note: string | null };

  constructor(client: PoolClient, access: RequesterAccess, { notes, fieldRoles }: StagedNotes) {
    this.#client = client;
    this.#projectId = access.projectId;
    this.#choice = notes;
    const mapping = mappingOf(fieldRoles);
    this.#columns = { query: mapping.get("query") ?? null, note: mapping.get("note") ?? null };
  }

  /** Goes on after the last query that the project has. */
  begin(lastQueryNo: number): void {
    this.lastNo = this.#lastOldQuery = lastQueryNo;
  }

  /** The queries of a batch by external id. The first mention of one in the file gives its text and its note. */
  async find(drafts: readonly ItemDraft[]): Promise<Map<string, KnownQuery>> {
    const wanted = new Map<string, NonNullable<ItemDraft["query"]>>();
    for (const { query } of drafts)
      if (query && !wanted.has(query.externalId)) wanted.set(query.externalId, query);
    const { rows } = await this.#client.query<KnownQuery & { ord: string }>(
      'SELECT key AS "externalId", no, text, note, ord FROM query WHERE project_id = $1 AND key = ANY ($2)',
      [this.#projectId, [...wanted.keys()]],
    );
    const known = new Map<string, KnownQuery>(
      rows.map((row) => [row.externalId, { ...row, ord: BigInt(row.ord), change: null }]),
    );
    for (const query of wanted.values()) {
      if (known.has(query.externalId)) continue;
      const ord = randomPosition(this.#projectId, query.externalId);
      known.set(query.externalId, { ...query, no: ++this.lastNo, ord, change: "insert" });
    }
    return known;
  }

  /**
   * Merges the note of a row into its query, or returns why the row does not fit the query. The note of a query that
   * the project already had never changes, because annotators may have seen it.
   */
  join(wanted: NonNullable<ItemDraft["query"]>, query: KnownQuery): QueryFault | null {
    if (query.text !== wanted.text) {
      const detail = query.text.slice(0, 200).toWellFormed();
      return { reason: "query-differs", column: this.#columns.query, detail };
    }
    if (query.note === wanted.note) return null;
    if (this.#choice === "ask") {
      this.notesDiffering++;
      const parts = [query.text, wanted.note, query.note];
      return { reason: "note-differs", column: this.#columns.note, detail: parts.map(onOneLine).join("\n") };
    }
    const note = joinNotes(this.#choice, query.note, wanted.note);
    if (query.no > this.#lastOldQuery && note !== query.note) {
      query.note = note;
      query.change ??= "note";
    }
    return null;
  }

  /** Stores the queries that are new, and the notes that changed. */
  async store(queries: readonly KnownQuery[]): Promise<void> {
    await this.#insertQueries(queries.filter(({ change }) => change === "insert"));
    const changed = queries.filter(({ change }) => change === "note");
    if (changed.length === 0) return;
    await this.#client.query(
      `UPDATE query q SET note = u.note FROM unnest($2::int[], $3::text[]) AS u (no, note)
       WHERE q.project_id = $1 AND q.no = u.no`,
      [this.#projectId, changed.map(({ no }) => no), changed.map(({ note }) => note)],
    );
  }

  async #insertQueries(queries: readonly KnownQuery[]): Promise<void> {
    if (queries.length === 0) return;
    await this.#client.query(
      `INSERT INTO query (project_id, no, key, text, note, ord)
       SELECT $1, u.* FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::bigint[]) AS u`,
      [
        this.#projectId,
        queries.map(({ no }) => no),
        queries.map(({ externalId }) => externalId),
        queries.map(({ text }) => text),
        queries.map(({ note }) => note),
        queries.map(({ ord }) => ord),
      ],
    );
  }
}

function onOneLine(text: string): string {
  return text.slice(0, 100).toWellFormed().replace(/\s+/g, " ");
}

/** As good as random, and the same in every run of an import. */
export function randomPosition(...parts: readonly string[]): bigint {
  return positionOf(hash("sha256", JSON.stringify(parts), "buffer"));
}
