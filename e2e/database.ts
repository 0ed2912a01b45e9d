import pg from "pg";
import { running } from "./fixtures.ts";

/** Asks the database of the running Assay, for facts that no person may see on a screen. */
export async function ask<Row extends object>(statement: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: running().environment.DATABASE_URL });
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}
