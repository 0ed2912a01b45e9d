import { afterEach, expect, test } from "vitest";
import { applyFunctions, readFunctions } from "#lib/database/functions.ts";
import { pool } from "#lib/database/pool.ts";
import { makeProject } from "#prisma/testing/queue-fixture.ts";
import { COUNTING_PLANTS } from "./counting-plants.ts";
import { DATABASE_PLANTS } from "./database-plants.ts";
import { LENDING_PLANTS } from "./lending-plants.ts";
import { SERVER_PLANTS } from "./server-plants.ts";

const functions = await readFunctions();
const all = [...DATABASE_PLANTS, ...COUNTING_PLANTS, ...SERVER_PLANTS, ...LENDING_PLANTS].flatMap(
  ({ name, inDatabase }) => (inDatabase ? [{ name, inDatabase }] : []),
);
/** Takes more than functions away, and nothing brings that back: the last one. */
const isLast = ({ name }: { name: string }) => name.startsWith("missing-unique");
const PLANTS = [...all.filter((plant) => !isLast(plant)), ...all.filter(isLast)];

const { rows: capacity } = await pool.query<{ rule: string }>(
  "SELECT pg_get_constraintdef(oid) AS rule FROM pg_constraint WHERE conname = 'item_capacity'",
);

afterEach(async () => {
  const client = await pool.connect();
  await applyFunctions(client, functions).finally(() => client.release());
  await pool.query(
    `ALTER TABLE item DROP CONSTRAINT IF EXISTS item_capacity, ADD CONSTRAINT item_capacity ${capacity[0]?.rule}`,
  );
});

// Whether a planted bug is caught is proved by `npm run guarantee`, which takes long. A change of a function must not leave
// bugs behind that no longer fit.
test.each(PLANTS)("the bug $name can be planted, and items are lent under it", async ({ inDatabase }) => {
  await makeProject({ items: 6, perQuery: 3, people: 1, judgmentsPerItem: 1 });
  await inDatabase(pool);
  const { rows } = await pool.query<{ outcome: string }>(
    "SELECT claim_items('p', 1, 3) ->> 'outcome' AS outcome",
  );
  expect(rows[0]?.outcome).toBe("lent");
});
