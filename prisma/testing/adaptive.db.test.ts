import { expect, test } from "vitest";
import { listCountedJudgments } from "#lib/agreement/queries.ts";
import { toLabeling } from "#lib/agreement/rules.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { settleItems } from "#lib/consensus/mutations.ts";
import { claimItems, submitJudgment } from "#lib/judgment/mutations.ts";
import { updateQuality } from "#lib/project/mutations.ts";
import { aggregate } from "#lib/statistics/aggregation/aggregate.ts";
import { createRandom, type Random } from "#lib/statistics/numeric/random.ts";
import { answerTo, drift, held, makeProject, one, PROJECT, person } from "./queue-fixture.ts";

// Ten people who are right six times in seven and else a level off, and two who guess: 240 items of known level.
const ITEMS = 240;
const PEOPLE = 12;
const MOST = 5;
const QUALITY = {
  judgmentsPerItem: MOST,
  leastJudgments: 2,
  mostJudgments: MOST,
  stopConfidence: 0.95,
  stopError: 0.05,
  auditShare: 0.05,
  goldRate: 0,
  assignmentSeconds: 900,
};

const requester = actForProject(PROJECT);
const truth = (itemNo: number) => 1 + ((itemNo * 7919) % 5);

function answer(annotatorNo: number, itemNo: number, random: Random): number {
  if (annotatorNo > 10) return 1 + Math.floor(random() * 5);
  if (random() < 6 / 7) return truth(itemNo);
  return Math.min(5, Math.max(1, truth(itemNo) + (random() < 0.5 ? -1 : 1)));
}

async function judgeRound(random: Random): Promise<boolean> {
  let hasWorked = false;
  for (let no = 1; no <= PEOPLE; no++) {
    await claimItems(person(no), 10);
    for (const item of await held(no)) {
      await submitJudgment(person(no), answerTo(item, { level: answer(no, item.itemNo, random) }));
      hasWorked = true;
    }
  }
  return hasWorked;
}

async function runProject(isAdaptive: boolean): Promise<{ judgments: number; accuracy: number }> {
  const random = createRandom(7);
  await makeProject({ items: ITEMS, perQuery: 8, people: PEOPLE, judgmentsPerItem: MOST });
  await updateQuality(requester, { ...QUALITY, isAdaptive });
  // The worker looks every two seconds: far more often than everybody comes round.
  let isGoing = true;
  while (isGoing) {
    isGoing = await judgeRound(random);
    const { raised } = await settleItems(requester);
    isGoing ||= raised > 0;
  }
  expect(await drift()).toEqual({ wrong: 0 });
  expect(
    await one("SELECT count(*)::int AS open FROM item WHERE project_id = $1 AND state <> 'done'"),
  ).toEqual({ open: 0 });
  const { labeling, itemNos } = toLabeling(await listCountedJudgments(requester, false), 5);
  const { mode } = aggregate(labeling, { rule: "spam-mixture" });
  const right = itemNos.filter((itemNo, at) => mode[at] === truth(itemNo) - 1);
  return { judgments: labeling.item.length, accuracy: right.length / ITEMS };
}

test("an adaptive number asks this simulated crowd for fewer judgments, for about the same accuracy", async () => {
  const fixed = await runProject(false);
  const adaptive = await runProject(true);
  expect(fixed.judgments).toBe(ITEMS * MOST);
  expect(adaptive.judgments).toBeLessThan(0.7 * fixed.judgments);
  expect(adaptive.accuracy).toBeGreaterThan(fixed.accuracy - 0.02);
  const audited = await one(
    `SELECT count(*) > 0 AS some, bool_and(counted = $2) AS full FROM item
     WHERE project_id = $1 AND audit_chance(project_id, no) < 0.05`,
    [PROJECT, MOST],
  );
  expect(audited).toEqual({ some: true, full: true });
});
