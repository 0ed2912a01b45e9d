import { randomUUID } from "node:crypto";
import type { GoldChangeConsequences } from "#lib/annotator/gold-change/rules.ts";
import { pool } from "#lib/database/pool.ts";
import { type Held, lend, one, PROJECT } from "#prisma/testing/queue-fixture.ts";

// Answers on chosen items, and what changed gold did to them, for tests of gold in the small project of the queue.

/** Answers as the queue stores it, if the item has room and the person has not met it; without a level: unratable. */
export async function judge(no: number, itemNo: number, level: number | null): Promise<Held | null> {
  const room = await one<{ has: boolean }>(
    "SELECT has_room AND NOT (SELECT has_met FROM meeting($1, $2, $3)) AS has FROM item WHERE project_id = $1 AND no = $2",
    [PROJECT, itemNo, no],
  );
  if (!room.has) return null;
  const item = await lend(no, itemNo);
  const unratable = level === null ? "rater" : null;
  await pool.query("SELECT submit_judgment($1, $2, $3, $4, $5, '\\x00', $6, $7, NULL, 1000, 1)", [
    PROJECT,
    no,
    item.id,
    item.epoch,
    randomUUID(),
    level,
    unratable,
  ]);
  return item;
}

type Seen = {
  states: Map<number, string>;
  counted: Set<string>;
  items: Map<number, string>;
  grades: Map<string, boolean | null>;
  chances: number;
};

/** Everything in the database that consequences are counted on. */
export async function look(): Promise<Seen> {
  const read = async <T extends object>(text: string) => (await pool.query<T>(text, [PROJECT])).rows;
  const people = await read<{ no: number; state: string }>(
    "SELECT no, state FROM annotator WHERE project_id = $1",
  );
  const counted = await read<{ pair: string }>(
    "SELECT item_no || '/' || annotator_no AS pair FROM assignment WHERE project_id = $1 AND counted",
  );
  const items = await read<{ no: number; state: string }>("SELECT no, state FROM item WHERE project_id = $1");
  const grades = await read<{ pair: string; grade: boolean | null }>(
    `SELECT c.item_no || '/' || c.annotator_no AS pair, c.level = ANY (g.levels) AS grade FROM current_judgment c
     LEFT JOIN scored_gold g ON g.project_id = c.project_id AND g.item_no = c.item_no WHERE c.project_id = $1`,
  );
  const { chances } = await one<{ chances: number }>(
    "SELECT count(*)::int AS chances FROM annotator_event WHERE project_id = $1 AND kind = 'second-chance'",
  );
  return {
    states: new Map(people.map(({ no, state }) => [no, state])),
    counted: new Set(counted.map(({ pair }) => pair)),
    items: new Map(items.map(({ no, state }) => [no, state])),
    grades: new Map(grades.map(({ pair, grade }) => [pair, grade])),
    chances,
  };
}

export function difference(before: Seen, after: Seen): GoldChangeConsequences {
  const isOut = (state?: string) => state === "suspended" || state === "review";
  const people = [...before.states].map(([no, was]) => ({ was, is: after.states.get(no) }));
  return {
    peopleReinstated: people.filter(({ was, is }) => isOut(was) && !isOut(is)).length,
    peopleToReview: people.filter(({ was, is }) => was !== "review" && is === "review").length,
    peopleToSecondChance: after.chances - before.chances,
    judgmentsRestored: [...after.counted].filter((pair) => !before.counted.has(pair)).length,
    itemsReopened: [...before.items].filter(([no, was]) => was === "done" && after.items.get(no) === "open")
      .length,
    answersRegraded: [...after.grades].filter(([pair, grade]) => before.grades.get(pair) !== grade).length,
  };
}
