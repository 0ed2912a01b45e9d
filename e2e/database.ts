import pg from "pg";
import { running } from "./fixtures.ts";

/** What the database of the running Assay says: for what a person at the screen must not see. */
export async function ask<Row extends object>(statement: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: running().environment.DATABASE_URL });
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}
