import "server-only";
import type { ClientBase } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { LARGEST_DIRECT } from "#lib/project/figures/rules.ts";
import { type FieldRole, type FieldRoles, LONGEST_SEGMENT, MOST_SEGMENTS } from "../schema.ts";
import { addBit, addPacked, countBits, emptyBits, keepBoth, numbersIn } from "./rules/bits.ts";
import { hasTerms, isWordless, segmentStart, segmentWord, type Terms, wordsOf } from "./rules/words.ts";

/** A beginning that more stored rows of words have than this is too short. At most so many are read for one search. */
const MOST_ROWS = 20_000;

/** Items by their words. */
export type FoundItems = {
  /** One bit for each item number; `lastNo` and what follows are never in */
  readonly bits: Uint8Array;
  readonly lastNo: number;
  readonly count: number;
  /** The newest items that were not searched, because their words are not stored yet */
  readonly unsearched: number;
};

type Client = Pick<ClientBase, "query">;

/**
 * The items that have what is asked for. Words of a large project are stored up to some item; a few items behind it, and those
 * of a small project, are read themselves.
 */
export async function findItems(
  access: RequesterAccess,
  client: Client,
  terms: Terms,
  roles: FieldRoles,
): Promise<FoundItems | "too-many-words"> {
  const { upTo, lastNo } = await readReach(access, client);
  const bits = emptyBits(lastNo);
  if (isWordless(terms)) return { bits, lastNo, count: 0, unsearched: 0 };
  const stored = upTo === 0 ? bits : await readStored(access, client, terms, lastNo);
  if (stored === null) return "too-many-words";
  const rest = await listWords(access, client, { after: upTo, limit: LARGEST_DIRECT }, roles);
  for (const { no, words } of rest) if (hasTerms(words, terms)) addBit(stored, no);
  const read = rest.length < LARGEST_DIRECT ? lastNo : (rest.at(-1)?.no ?? lastNo);
  return { bits: stored, lastNo, count: countBits(stored), unsearched: lastNo - read };
}

/** The same as numbers in order. */
export function numbersOfFound({ bits }: FoundItems): number[] {
  return numbersIn(bits);
}

async function readReach(access: RequesterAccess, client: Client): Promise<{ upTo: number; lastNo: number }> {
  const { rows } = await client.query<{ upTo: number; lastNo: number }>(
    `SELECT coalesce((SELECT (f.figure ->> 'upTo')::int FROM project_figure f WHERE f.project_id = $1 AND f.name = 'words'), 0)
              AS "upTo",
            p.last_item_no AS "lastNo"
     FROM project p WHERE p.id = $1`,
    [access.projectId],
  );
  return rows[0] ?? { upTo: 0, lastNo: 0 };
}

type StoredRow = { word: string; stretch: number; items: Buffer };

/** Null where a beginning has too many words. */
async function readStored(
  access: RequesterAccess,
  client: Client,
  { words, beginnings }: Terms,
  lastNo: number,
): Promise<Uint8Array | null> {
  let found: Uint8Array | null = null;
  const keep = (rows: readonly StoredRow[]) => {
    const bits = emptyBits(lastNo);
    for (const { stretch, items } of rows) addPacked(bits, stretch, items);
    if (found === null) found = bits;
    else keepBoth(found, bits);
  };
  const { rows: whole } = await client.query<StoredRow>(
    "SELECT word, stretch, items FROM item_word WHERE project_id = $1 AND word = ANY ($2)",
    [access.projectId, words],
  );
  for (const wanted of words) keep(whole.filter(({ word }) => word === wanted));
  for (const beginning of beginnings) {
    const { rows } = await client.query<StoredRow>(
      `SELECT word, stretch, items FROM item_word
       WHERE project_id = $1 AND word >= $2 AND word < $2 || chr(1114111) LIMIT ${MOST_ROWS + 1}`,
      [access.projectId, beginning],
    );
    if (rows.length > MOST_ROWS) return null;
    keep(rows);
  }
  return found ?? emptyBits(lastNo);
}

export type ItemWords = { no: number; words: Set<string> };

/** The words by which items are found: those of id, query and title, and one for each segment. In order, after an item. */
export async function listWords(
  access: RequesterAccess,
  client: Client,
  { after, limit, upTo }: { after: number; limit: number; upTo?: number },
  roles: FieldRoles,
): Promise<ItemWords[]> {
  const { titles, segments } = searchedColumns(roles);
  const { rows } = await client.query<{ no: number; texts: string[]; values: string[] }>(
    `SELECT i.no, ARRAY[i.key, coalesce(q.text, '')]
              || ARRAY(SELECT coalesce(i.fields ->> name, '') FROM unnest($4::text[]) AS titles (name)) AS texts,
            ARRAY(SELECT coalesce(i.fields ->> name, '') FROM unnest($6::text[]) AS segments (name)) AS values
     FROM item i LEFT JOIN query q ON q.project_id = $1 AND q.no = i.query_no
     WHERE i.project_id = $1 AND i.no > $2 AND i.no <= $5 ORDER BY i.no LIMIT $3`,
    [access.projectId, after, limit, titles, upTo ?? 2_147_483_647, segments],
  );
  return rows.map(({ no, texts, values }) => {
    const words = wordsOf(...texts);
    for (const [at, value] of values.entries()) {
      const word = segmentWord(segments[at] ?? "", value);
      if (word !== null) words.add(word);
    }
    return { no, words };
  });
}

/** The columns that items are found by, by their words and by their values. */
export type SearchedColumns = { titles: string[]; segments: string[] };

/** Those of a project. */
export function searchedColumns(roles: FieldRoles): SearchedColumns {
  const of = (wanted: FieldRole) => roles.filter(({ role }) => role === wanted).map(({ name }) => name);
  return { titles: of("title"), segments: of("segment").slice(0, MOST_SEGMENTS) };
}

/** Values of a segment column that can be chosen from. */
export type SegmentColumn = { column: string; values: string[] };

const MOST_VALUES = 50;

/** The columns that items can be filtered by, with their first values. One whose values are not known yet has none. */
export async function listSegments(access: RequesterAccess, roles: FieldRoles): Promise<SegmentColumn[]> {
  const { segments } = searchedColumns(roles);
  if (segments.length === 0) return [];
  const { rows } = await pool.query<{ isLarge: boolean }>(
    `SELECT last_item_no > ${LARGEST_DIRECT} AS "isLarge" FROM project WHERE id = $1`,
    [access.projectId],
  );
  const listValues = rows[0]?.isLarge ? listStoredValues : listDirectValues;
  return Promise.all(segments.map(async (column) => ({ column, values: await listValues(access, column) })));
}

async function listDirectValues(access: RequesterAccess, column: string): Promise<string[]> {
  const { rows } = await pool.query<{ value: string }>(
    `SELECT DISTINCT btrim(fields ->> $2) COLLATE "C" AS value FROM item
     WHERE project_id = $1 AND btrim(fields ->> $2) <> '' AND length($2 || '=' || btrim(fields ->> $2)) <= ${LONGEST_SEGMENT}
     ORDER BY 1 LIMIT ${MOST_VALUES}`,
    [access.projectId, column],
  );
  return rows.flatMap(({ value }) => (segmentWord(column, value) === null ? [] : [value]));
}

// Each value is found behind the one before it, however many rows of stretches it has.
async function listStoredValues(access: RequesterAccess, column: string): Promise<string[]> {
  const start = segmentStart(column);
  const { rows } = await pool.query<{ word: string }>(
    `WITH RECURSIVE own (word, at) AS (
       SELECT (SELECT min(word) FROM item_word WHERE project_id = $1 AND word > $2 AND word < $3), 1
       UNION ALL
       SELECT (SELECT min(w.word) FROM item_word w WHERE w.project_id = $1 AND w.word > own.word AND w.word < $3), at + 1
       FROM own WHERE own.word IS NOT NULL AND at < ${MOST_VALUES})
     SELECT word FROM own WHERE word IS NOT NULL`,
    [access.projectId, start, `${start}\u{10ffff}`],
  );
  return rows.map(({ word }) => word.slice(start.length));
}
