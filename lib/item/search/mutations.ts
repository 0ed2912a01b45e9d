import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { ClientBase } from "pg";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { inTransaction } from "#lib/database/transaction.ts";
import type { Figure } from "#lib/project/figures/queries.ts";
import { WORDS_RULE } from "#lib/project/figures/rules.ts";
import { readFieldRoles } from "../queries.ts";
import type { FieldRoles } from "../schema.ts";
import { listWords, type SearchedColumns, searchedColumns } from "./queries.ts";
import { packItems, STRETCH, stretchOf } from "./rules/bits.ts";

const ITEMS_AT_ONCE = 4_000;
const WORDS_AT_ONCE = 5_000;

/** The last item whose words are stored, and the columns and the rule that they were made by */
type StoredWords = { upTo: number; columns: SearchedColumns; rule: number };

/**
 * The words by which items of a large project are found. What items say never changes, so only new items are read, unless other
 * columns are searched or words are made by another rule.
 */
export const WORDS_FIGURE: Figure<StoredWords> = {
  name: "words",
  compute: storeWords,
  pack: (stored) => stored,
  unpack: (stored) => stored as StoredWords,
};

async function storeWords(
  access: RequesterAccess,
  before?: { watermark: string; value: StoredWords },
): Promise<StoredWords> {
  const roles = await readFieldRoles(access);
  const columns = searchedColumns(roles);
  // What is stored comes back with its keys in another order.
  const isSame = before?.value.rule === WORDS_RULE && isDeepStrictEqual(before.value.columns, columns);
  const { rows } = await pool.query<{ last: number | null }>(
    "SELECT max(no) AS last FROM item WHERE project_id = $1",
    [access.projectId],
  );
  const last = rows[0]?.last ?? 0;
  const done = isSame ? before.value.upTo : 0;
  if (last > done) {
    for (let stretch = stretchOf(done + 1); stretch <= stretchOf(last); stretch++) {
      await inTransaction(pool, (client) => storeStretch(access, client, { stretch, last }, roles));
    }
  }
  return { upTo: last, columns, rule: WORDS_RULE };
}

/** A stretch that has new items is stored anew as a whole. */
async function storeStretch(
  access: RequesterAccess,
  client: ClientBase,
  { stretch, last }: { stretch: number; last: number },
  roles: FieldRoles,
): Promise<void> {
  const words = await collectWords(access, client, { stretch, last }, roles);
  await client.query("DELETE FROM item_word WHERE project_id = $1 AND stretch = $2", [
    access.projectId,
    stretch,
  ]);
  // In order of the words the index is written from left to right.
  const all = [...words].sort(([a], [b]) => (a < b ? -1 : 1));
  for (let from = 0; from < all.length; from += WORDS_AT_ONCE) {
    const some = all.slice(from, from + WORDS_AT_ONCE);
    await client.query(
      `INSERT INTO item_word (project_id, word, stretch, items)
       SELECT $1, word, $2, items FROM unnest($3::text[], $4::bytea[]) AS found (word, items)`,
      [
        access.projectId,
        stretch,
        some.map(([word]) => word),
        some.map(([, numbers]) => Buffer.from(packItems(numbers))),
      ],
    );
  }
}

async function collectWords(
  access: RequesterAccess,
  client: ClientBase,
  { stretch, last }: { stretch: number; last: number },
  roles: FieldRoles,
): Promise<Map<string, number[]>> {
  const words = new Map<string, number[]>();
  const upTo = Math.min(last, (stretch + 1) * STRETCH - 1);
  for (let after = stretch * STRETCH - 1; ; ) {
    const rows = await listWords(access, client, { after, limit: ITEMS_AT_ONCE, upTo }, roles);
    for (const { no, words: own } of rows) {
      for (const word of own) {
        const numbers = words.get(word);
        if (numbers === undefined) words.set(word, [no]);
        else numbers.push(no);
      }
    }
    if (rows.length < ITEMS_AT_ONCE) return words;
    after = rows.at(-1)?.no ?? upTo;
  }
}
