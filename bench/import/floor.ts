import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Client } from "pg";
import { from, to } from "pg-copy-streams";

/** Writes all items to a file as COPY hands them out. What the server would tidy up in the background is done before. */
export async function copyItemsOut(client: Client, file: string): Promise<void> {
  await client.query("VACUUM (ANALYZE) item");
  await pipeline(client.query(to(`COPY item (${await columns(client)}) TO STDOUT`)), createWriteStream(file));
}

/** The seconds that COPY takes to bring the rows of the file into an empty table like item: columns, indexes, checks and keys. */
export async function copyItemsIn(client: Client, file: string): Promise<number> {
  await client.query("DROP TABLE IF EXISTS bench_item");
  await client.query("CREATE TABLE bench_item (LIKE item INCLUDING ALL)");
  await client.query(`DO $$
    DECLARE v_key text;
    BEGIN
      FOR v_key IN SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'item'::regclass AND contype = 'f' LOOP
        EXECUTE 'ALTER TABLE bench_item ADD ' || v_key;
      END LOOP;
    END $$`);
  await client.query("ALTER TABLE bench_item SET (fillfactor = 80)");
  await client.query("CHECKPOINT");
  const list = await columns(client);
  const began = performance.now();
  await pipeline(createReadStream(file), client.query(from(`COPY bench_item (${list}) FROM STDIN`)));
  return (performance.now() - began) / 1000;
}

async function columns(client: Client): Promise<string> {
  const { rows } = await client.query<{ list: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS list FROM pg_attribute
     WHERE attrelid = 'item'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
  );
  return rows[0]?.list ?? "";
}
