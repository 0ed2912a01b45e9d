import { beforeEach, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { claimItems, submitJudgment } from "#lib/judgment/mutations.ts";
import { answerTo, held, makeProject, one, PROJECT, person } from "#prisma/testing/queue-fixture.ts";
import { renewStandings } from "../../../../worker/upkeep.ts";
import { recomputeStanding } from "../mutations.ts";
import { STANDING_RULE } from "../rules.ts";

const requester = actForProject(PROJECT);
/** The last 40 items are gold that accepts 4 and 5. */
const GOLDS = 40;

beforeEach(() => makeProject({ items: 60, perQuery: 6, people: 2, judgmentsPerItem: 2, golds: GOLDS }));

/** Answers this many gold items, from the given one on, without those that an earlier claim lent. */
async function answerGold(no: number, from: number, count: number, level: number): Promise<void> {
  for (let itemNo = 20 + from; itemNo < 20 + from + count; itemNo++) {
    await pool.query(
      `SELECT lend_items($1, ARRAY[$2]::int[], $3, 1, 900) FROM meeting($1, $2, $3) WHERE NOT has_met`,
      [PROJECT, itemNo, no],
    );
    for (const item of await held(no)) await submitJudgment(person(no), answerTo(item, { level }));
  }
}

const standing = (no: number) =>
  one<{ state: string; told: boolean }>(
    "SELECT state, second_chance_at_seq IS NOT NULL AS told FROM annotator WHERE project_id = $1 AND no = $2",
    [PROJECT, no],
  );

const kinds = async (no: number) =>
  (await pool.query("SELECT kind FROM annotator_event WHERE annotator_no = $1 ORDER BY no", [no])).rows.map(
    ({ kind }) => kind,
  );

test("A person goes from probation over a second chance into review, and gets nothing new there", async () => {
  await answerGold(1, 1, 1, 1);
  expect(await recomputeStanding(requester)).toBe(0);
  await answerGold(1, 2, 9, 1);
  expect(await recomputeStanding(requester)).toBe(1);
  expect(await standing(1)).toEqual({ state: "probation", told: true });
  expect(await claimItems(person(1), 1)).toBeNull();
  for (const item of await held(1)) await submitJudgment(person(1), answerTo(item));
  expect(await recomputeStanding(requester)).toBe(0);

  await answerGold(1, 11, 10, 1);
  expect(await recomputeStanding(requester)).toBe(1);
  expect(await standing(1)).toEqual({ state: "review", told: true });
  expect(await claimItems(person(1), 1)).toBe("review");
  expect(await kinds(1)).toEqual(["second-chance", "review"]);
  expect(await one("SELECT evidence FROM annotator_event WHERE project_id = $1 AND no = 2")).toMatchObject({
    evidence: {
      rule: STANDING_RULE,
      evidence: expect.arrayContaining([expect.objectContaining({ kind: "test-failed" })]),
    },
  });
});

test("A person who is right over and over is trusted, and another project knows nothing of it", async () => {
  await answerGold(2, 1, 14, 5);
  expect(await recomputeStanding(actForProject("elsewhere"))).toBe(0);
  expect(await recomputeStanding(requester)).toBe(1);
  expect(await standing(2)).toEqual({ state: "trusted", told: false });
  expect(await kinds(2)).toEqual(["trusted"]);
});

test("Corrected gold lifts a review that rested on the wrong one", async () => {
  await answerGold(1, 1, 10, 2);
  await recomputeStanding(requester);
  await answerGold(1, 11, 10, 2);
  await recomputeStanding(requester);
  expect((await standing(1)).state).toBe("review");
  await pool.query("SELECT set_gold($1, no, '{2}', '', NULL) FROM item WHERE is_gold", [PROJECT]);
  await recomputeStanding(requester);
  expect(await standing(1)).toEqual({ state: "trusted", told: false });
});

test("Gold in review counts for nobody until the requester decides", async () => {
  await answerGold(1, 1, 10, 1);
  await pool.query(
    `INSERT INTO gold_review (project_id, item_no, no, gold_version, reason)
     SELECT project_id, item_no, 1, version, 'contested' FROM current_gold`,
  );
  expect(await recomputeStanding(requester)).toBe(0);
});

test("Two runs at once move a person once", async () => {
  await answerGold(1, 1, 10, 1);
  const moved = await Promise.all([recomputeStanding(requester), recomputeStanding(requester)]);
  expect(moved.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await kinds(1)).toEqual(["second-chance"]);
});

const waiting = async () =>
  (await pool.query("SELECT data FROM jobs.job WHERE name = 'recompute-standing'")).rows.map(
    ({ data }) => data.projectId,
  );

test("The upkeep asks for new standings only where gold was answered or changed since", async () => {
  await renewStandings();
  // The fixture set the gold.
  expect(await waiting()).toEqual([PROJECT]);
  await pool.query("DELETE FROM jobs.job");
  const later = () => pool.query("UPDATE project SET standing_at = now() + interval '11 seconds'");
  await later();
  await claimItems(person(1), 1);
  await renewStandings();
  expect(await waiting()).toEqual([]);
  await pool.query("UPDATE project SET standing_at = now() - interval '1 second'");
  await answerGold(1, 1, 1, 4);
  await renewStandings();
  await renewStandings();
  expect(await waiting()).toEqual([PROJECT]);
});
