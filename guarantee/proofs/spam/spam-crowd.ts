// A crowd works through a project with the quiz, hidden gold and standing of the product. Started by spam.ts with
// GUARANTEE_SPAM; prints what came of it.
import { randomUUID } from "node:crypto";
import { answerQuiz } from "#lib/annotator/quiz/mutations.ts";
import { readQuiz, readQuizFacts } from "#lib/annotator/quiz/queries.ts";
import { quizPlan } from "#lib/annotator/quiz/rules.ts";
import { recomputeStanding, suspendAnnotator } from "#lib/annotator/standing/mutations.ts";
import { actForAnnotator, actForProject } from "#lib/auth/acting.ts";
import { settleItems } from "#lib/consensus/mutations.ts";
import { pool } from "#lib/database/pool.ts";
import { readBasis } from "#lib/dataset/queries/methods.ts";
import { prepareBasis } from "#lib/dataset/rules/basis.ts";
import { labelAt } from "#lib/dataset/rules/item-label.ts";
import { labelItems } from "#lib/dataset/rules/label.ts";
import { LABEL_DECISIONS, METHODS } from "#lib/dataset/schema.ts";
import { claimItems, submitJudgment } from "#lib/judgment/mutations.ts";
import { updateQuality } from "#lib/project/mutations.ts";
import { readProject } from "#lib/project/queries.ts";
import {
  BAD_KINDS,
  type Kind,
  type Simulated,
  simulatePerson,
  trueLevel,
  worthOf,
} from "../../crowd/people.ts";
import { seeded } from "../../random.ts";

export type SpamPlan = {
  projectId: string;
  seed: number;
  people: number;
  bad: number;
  /** Whether the stop rule decides how many judgments an item gets */
  isAdaptive: boolean;
};
export type SpamOutcome = {
  /** Share of ordinary items whose consensus is the true level */
  accuracy: number;
  items: number;
  /** Judgments of ordinary items that count at the end */
  judgments: number;
  honest: number;
  /** Of each honest person who may not work on: what sent them to review */
  blocked: string[];
  /** Of each bad person: kind, answers until the end (quiz included), whether they were stopped */
  bad: { kind: Kind; answers: number; isStopped: boolean }[];
};

const PAGE = 8;
/** The worker looks at everybody's standing now and then, not after every answer. */
const PAGES_PER_LOOK = 10;
const plan = JSON.parse(process.env.GUARANTEE_SPAM ?? "{}") as SpamPlan;
const { projectId, seed } = plan;
const project = actForProject(projectId);
const answers = new Map<number, number>();

console.log(JSON.stringify(await run()));
process.exit();

async function run(): Promise<SpamOutcome> {
  const people = crowd();
  // The stop rule with the numbers that a project comes with.
  if (plan.isAdaptive) await updateQuality(project, { ...(await readProject(project)), isAdaptive: true });
  await workOff(people);
  const states = await readStates();
  const isStopped = ({ no }: Simulated) => states.get(no) === "review" || states.get(no) === "suspended";
  const honest = people.filter(({ kind }) => kind === "honest");
  return {
    ...(await measureConsensus()),
    honest: honest.length,
    blocked: await Promise.all(honest.filter(isStopped).map(readReason)),
    bad: people
      .filter(({ kind }) => kind !== "honest")
      .map((person) => ({
        kind: person.kind,
        answers: answers.get(person.no) ?? 0,
        isStopped: isStopped(person),
      })),
  };
}

/**
 * In an order that tells nothing: the bad ones come among the others. The honest ones come first in number, so that a
 * crowd without the bad ones has the very same.
 */
function crowd(): Simulated[] {
  const random = seeded(seed, "order");
  const honest = plan.people - plan.bad;
  return Array.from({ length: plan.people }, (_, at) => {
    const kind = at < honest ? "honest" : (BAD_KINDS[(at - honest) % BAD_KINDS.length] as Kind);
    return { person: simulatePerson(seed, at + 1, kind), position: random.next() };
  })
    .sort((a, b) => a.position - b.position)
    .map(({ person }) => person);
}

/**
 * One page each in turn, until nobody finds any work. What a suspension has opened again by then is for those who are
 * still there: they look in again, as people do who are paid by the item.
 */
async function workOff(people: readonly Simulated[]): Promise<void> {
  for (let pages = 0, hasWorked = true; hasWorked; ) {
    const waiting = [...people];
    hasWorked = false;
    for (let person = waiting.shift(); person !== undefined; person = waiting.shift()) {
      await takeQuiz(person);
      if ((await workPage(person)) > 0) {
        hasWorked = true;
        waiting.push(person);
      }
      await settleItems(project);
      if (++pages % PAGES_PER_LOOK === 0) await lookAtStanding();
    }
    await lookAtStanding();
  }
}

function note(person: Simulated): void {
  answers.set(person.no, (answers.get(person.no) ?? 0) + 1);
}

async function takeQuiz(person: Simulated): Promise<void> {
  const access = actForAnnotator(projectId, person.no);
  for (let quiz = await readQuiz(access); quiz !== null; quiz = await readQuiz(access)) {
    const { attempt, item } = quiz;
    // A simulated person knows what an item is worth by its number, which the quiz does not tell.
    const { next } = quizPlan(await readQuizFacts(access));
    await answerQuiz(access, { attempt, itemId: item.id, level: person.answer(next ?? 0) });
    note(person);
  }
}

async function workPage(person: Simulated): Promise<number> {
  const access = actForAnnotator(projectId, person.no);
  await claimItems(access, PAGE);
  const { rows } = await pool.query<{ id: string; epoch: number; itemNo: number }>(
    `SELECT id, epoch, item_no AS "itemNo" FROM assignment
     WHERE project_id = $1 AND annotator_no = $2 AND state = 'live' ORDER BY item_no`,
    [projectId, person.no],
  );
  for (const { id, epoch, itemNo } of rows) {
    const answer = { level: person.answer(itemNo), unratable: null, comment: null, durationMs: 4000 };
    const lease = { assignmentId: id, epoch, requestKey: randomUUID(), guidelineVersion: 1 };
    const { outcome } = await submitJudgment(access, { ...lease, ...answer });
    if (outcome !== "saved") throw new Error(`an answer was not stored: ${outcome}`);
    note(person);
  }
  return rows.length;
}

/** As the worker does; and the requester suspends whom gold convicts. */
async function lookAtStanding(): Promise<void> {
  await recomputeStanding(project);
  for (const [no, state] of await readStates()) {
    if (state !== "review" || (answers.get(no) ?? 0) === 0) continue;
    await suspendAnnotator(project, { annotatorNo: no, reason: "missed too much gold" });
  }
}

async function readStates(): Promise<Map<number, string>> {
  const { rows } = await pool.query<{ no: number; state: string }>(
    "SELECT no, state FROM annotator WHERE project_id = $1",
    [projectId],
  );
  return new Map(rows.map(({ no, state }) => [no, state]));
}

async function readReason({ no }: Simulated): Promise<string> {
  const { rows } = await pool.query<{ kinds: string[] }>(
    `SELECT ARRAY(SELECT e ->> 'kind' FROM jsonb_array_elements(evidence::jsonb -> 'evidence') e
                  WHERE e ->> 'speaksFor' = 'review') AS kinds
     FROM annotator_event WHERE project_id = $1 AND annotator_no = $2 AND kind = 'review' ORDER BY no DESC LIMIT 1`,
    [projectId, no],
  );
  return rows[0]?.kinds.join(" and ") || "quiz";
}

/** As a dataset version labels the items: by the default method, held to gold. */
async function measureConsensus(): Promise<{ accuracy: number; items: number; judgments: number }> {
  const [basis, { rows }] = await Promise.all([
    readBasis(project),
    pool.query<{ no: number }>("SELECT no FROM item WHERE project_id = $1 AND NOT is_gold", [projectId]),
  ]);
  const itemNos = rows.map(({ no }) => no);
  const labels = labelItems(prepareBasis(basis), itemNos, {
    method: METHODS[0],
    decision: LABEL_DECISIONS[0],
  });
  const right = itemNos.filter((no, at) => labelAt(labels, at).label === trueLevel(worthOf(seed, no)));
  const ordinary = new Set(itemNos);
  const judgments = basis.judgments.itemNo.filter((no) => ordinary.has(no)).length;
  return { accuracy: right.length / itemNos.length, items: itemNos.length, judgments };
}
