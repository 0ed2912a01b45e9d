import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { requests } from "#lib/database/requests.ts";
import { streamWhole } from "#lib/database/whole.ts";
import { LARGEST_DIRECT } from "../figures/rules.ts";

// What reads all judgments of a project passes here. In a large project nobody may wait for that: there the worker computes
// figures, and pages read what it stored.

/**
 * Hands out what there is a row of for every judgment of a project, some rows at a time, all joined at once. The project is $1.
 * Throws in a request about a large project.
 */
export async function readWhole<Row extends object>(
  access: RequesterAccess,
  text: string,
  take: (rows: Row[]) => void,
  values: readonly unknown[] = [],
): Promise<void> {
  await refuseWhileAwaited(access);
  await streamWhole<Row>(text, [access.projectId, ...values], take);
}

/** The same of few rows that every judgment of a project went into. */
export async function listOfWhole<Row extends object>(
  access: RequesterAccess,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const found: Row[] = [];
  const take = (rows: Row[]) => {
    for (const row of rows) found.push(row);
  };
  await readWhole<Row>(access, text, take, values);
  return found;
}

/** The same of all answers on gold, a small part of the judgments: each is looked up. */
export async function listOfGold<Row extends object>(
  access: RequesterAccess,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  await refuseWhileAwaited(access);
  const { rows } = await pool.query<Row>(text, [access.projectId, ...values]);
  return rows;
}

async function refuseWhileAwaited(access: RequesterAccess): Promise<void> {
  if (requests.getStore() === undefined) return;
  const { rows } = await pool.query<{ isLarge: boolean }>(
    `SELECT last_item_no > $2 AS "isLarge" FROM project WHERE id = $1`,
    [access.projectId, LARGEST_DIRECT],
  );
  if (rows[0]?.isLarge) throw new Error("A request asks for all judgments of a large project.");
}
