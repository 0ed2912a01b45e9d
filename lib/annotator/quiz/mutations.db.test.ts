import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { claimItems, submitJudgment } from "#lib/judgment/mutations.ts";
import { answerTo, held, makeProject, one, PROJECT, person } from "#prisma/testing/queue-fixture.ts";
import { readPerson } from "../evidence/queries.ts";
import { reinstateAnnotator } from "../standing/mutations.ts";
import { answerQuiz } from "./mutations.ts";
import { isQuizDue, practiceId, readQuiz, readQuizFacts } from "./queries.ts";
import { type QuizReply, quizPlan } from "./rules.ts";

const SIZE = 4;

beforeEach(async () => {
  await makeProject({ items: 40, perQuery: 5, people: 8, judgmentsPerItem: 2, golds: 20, quizSize: SIZE });
  await pool.query("UPDATE item SET fields = jsonb_build_object('gold', 'canary') WHERE project_id = $1", [
    PROJECT,
  ]);
});

/** Every gold item accepts 4 and 5. */
async function answerNext(no: number, level: number): Promise<QuizReply> {
  const quiz = await readQuiz(person(no));
  if (quiz === null) throw new Error("there is no quiz");
  return answerQuiz(person(no), { attempt: quiz.attempt, itemId: quiz.item.id, level });
}

async function answerAll(no: number, levels: readonly number[]): Promise<QuizReply["end"]> {
  let last: QuizReply | null = null;
  for (const level of levels) last = await answerNext(no, level);
  return last?.end ?? null;
}

const stateOf = (no: number) =>
  one<{ state: string }>("SELECT state FROM annotator WHERE project_id = $1 AND no = $2", [PROJECT, no]);

describe("before their first item a new person", () => {
  test("answers the quiz; until then nothing is lent to them", async () => {
    expect(await claimItems(person(1), 3)).toBe("quiz");
    expect(await answerAll(1, [4, 5, 4, 4])).toEqual({ right: 4, total: 4, needed: 3, next: "work" });
    expect(await isQuizDue(person(1))).toBe(false);
    expect(await readQuiz(person(1))).toBeNull();
    expect(await claimItems(person(1), 3)).toBeNull();
  });

  test("sees the next item without its acceptable levels, and after the answer these levels and why", async () => {
    await pool.query("SELECT set_gold($1, no, '{4,5}', 'It has a zoom lens', NULL) FROM item WHERE is_gold", [
      PROJECT,
    ]);
    expect(JSON.stringify(await readQuiz(person(1)))).not.toMatch(/gold|canary|zoom|acceptable/i);
    expect(await answerNext(1, 2)).toEqual({
      level: 2,
      isRight: false,
      acceptable: [4, 5],
      reason: "It has a zoom lens",
      end: null,
    });
  });

  test("sees no item number, but a name of their own that a reload does not change", async () => {
    const names = async (no: number) => {
      const item = (await readQuiz(person(no)))?.item;
      return { fields: Object.keys(item ?? {}).sort(), item };
    };
    const one = await names(1);
    expect(one.fields).toEqual(["content", "id", "query"]);
    expect(await names(1)).toEqual(one);
    const facts = await Promise.all([1, 2].map((no) => readQuizFacts(person(no))));
    const [mine, theirs] = facts.map((own) => practiceId(own, 30));
    expect(mine).not.toBe(theirs);
    expect(mine).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test("has no quiz when the bank is small, when it is set to none, or when they have judged already", async () => {
    await pool.query("UPDATE project SET quiz_size = 0");
    expect(await isQuizDue(person(1))).toBe(false);
    await claimItems(person(1), 1);
    for (const item of await held(1)) await submitJudgment(person(1), answerTo(item));
    await pool.query("UPDATE project SET quiz_size = 10");
    expect(await isQuizDue(person(1))).toBe(false);
    expect(await isQuizDue(person(2))).toBe(true);
    await pool.query("SELECT set_gold($1, no, '{}', '', NULL) FROM item WHERE is_gold AND no > 24", [
      PROJECT,
    ]);
    expect(await isQuizDue(person(2))).toBe(false);
  });
});

describe("an answer in the quiz", () => {
  test("sent again gets the same reply and is stored once; another level changes nothing", async () => {
    const quiz = await readQuiz(person(1));
    const input = { attempt: 1, itemId: quiz?.item.id ?? "", level: 3 };
    const replies = await Promise.all([1, 2, 3].map(() => answerQuiz(person(1), input)));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(await answerQuiz(person(1), { ...input, level: 5 })).toMatchObject({ level: 3, isRight: false });
    expect(await one("SELECT count(*)::int AS n FROM quiz_answer WHERE project_id = $1")).toEqual({ n: 1 });
    await expect(pool.query("UPDATE quiz_answer SET level = 4")).rejects.toThrow(/append-only/);
  });

  test("to anything but the next item is refused alike, whether that is gold or not", async () => {
    const itemId = (await readQuiz(person(1)))?.item.id ?? "";
    const another = practiceId(await readQuizFacts(person(1)), 1);
    const ofAnother = (await readQuiz(person(2)))?.item.id ?? "";
    for (const wrong of [another, ofAnother, randomUUID()]) {
      await expect(answerQuiz(person(1), { attempt: 1, itemId: wrong, level: 3 })).rejects.toMatchObject({
        code: "conflict",
      });
    }
    await expect(answerQuiz(person(1), { attempt: 2, itemId, level: 3 })).rejects.toThrow();
    await expect(answerQuiz(person(1), { attempt: 1, itemId, level: 6 })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  test("is no judgment, and its item is never lent to that person, though to others", async () => {
    await answerAll(1, [4, 4, 4, 4]);
    expect(await one("SELECT sum(counted + live)::int AS n FROM item WHERE project_id = $1")).toEqual({
      n: 0,
    });
    await pool.query("UPDATE project SET gold_rate = 0.5");
    for (let round = 0; round < 30; round++) {
      if ((await claimItems(person(1), 8)) !== null) break;
      for (const item of await held(1)) await submitJudgment(person(1), answerTo(item));
    }
    const met = await one<{ both: number; golds: number }>(
      `SELECT count(*) FILTER (WHERE i.is_gold)::int AS golds,
              count(q.item_no)::int AS both
       FROM assignment a JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no
       LEFT JOIN quiz_answer q ON q.project_id = a.project_id AND q.item_no = a.item_no AND q.annotator_no = a.annotator_no
       WHERE a.project_id = $1 AND a.annotator_no = 1`,
    );
    expect(met.both).toBe(0);
    expect(met.golds).toBeGreaterThan(0);
    expect(
      await one(
        "SELECT (SELECT has_met FROM meeting($1, item_no, 2)) AS met FROM quiz_answer WHERE project_id = $1 LIMIT 1",
      ),
    ).toEqual({
      met: false,
    });
  });
});

describe("who misses the quiz", () => {
  test("gets one retry with other items, and then the requester decides", async () => {
    expect(await answerAll(1, [1, 1, 1, 4])).toEqual({ right: 1, total: 4, needed: 3, next: "retry" });
    expect(await readQuiz(person(1))).toMatchObject({ attempt: 2, answered: 0, total: SIZE });
    expect(await answerAll(1, [1, 1, 4, 4])).toEqual({ right: 2, total: 4, needed: 3, next: "review" });
    expect(
      await one("SELECT count(DISTINCT item_no)::int AS n FROM quiz_answer WHERE project_id = $1"),
    ).toEqual({ n: 8 });
    expect(await stateOf(1)).toEqual({ state: "review" });
    expect(await claimItems(person(1), 1)).toBe("review");
    await reinstateAnnotator(actForProject(PROJECT), { annotatorNo: 1, reason: "Knows the shop" });
    expect(await claimItems(person(1), 1)).toBeNull();
  });

  test("can pass at the retry", async () => {
    await answerAll(1, [1, 1, 1, 1]);
    expect(await answerAll(1, [4, 1, 4, 4])).toMatchObject({ next: "work" });
    expect(await claimItems(person(1), 1)).toBeNull();
  });

  test("passes at the retry with the same score where the misses are near, and the record says so", async () => {
    await pool.query("SELECT set_gold($1, no, '{4}', '', NULL) FROM item WHERE is_gold", [PROJECT]);
    expect(await answerAll(1, [4, 4, 3, 3])).toMatchObject({ right: 2, next: "retry" });
    expect(await answerAll(1, [4, 4, 3, 3])).toMatchObject({ right: 2, next: "work" });
    await answerAll(2, [4, 4, 4, 4]);
    const recordOf = async (no: number) =>
      (await readPerson(actForProject(PROJECT), no)).events.map(({ kind, facts }) => ({ kind, facts }));
    expect(await recordOf(1)).toEqual([
      { kind: "quiz-retry", facts: { right: 2, total: 4, needed: 3 } },
      { kind: "quiz-passed", facts: { right: 2, total: 4, needed: 3, isNear: true } },
    ]);
    expect(await recordOf(2)).toEqual([{ kind: "quiz-passed", facts: { right: 4, total: 4, needed: 3 } }]);
  });

  test("is held against what five others got right there", async () => {
    for (const no of [2, 3, 4, 5, 6]) await answerAll(no, [1, 1, 4, 4]);
    expect(await answerAll(1, [1, 1, 4, 4])).toMatchObject({
      right: 2,
      next: expect.stringMatching(/work|retry/),
    });
    const others = await one<{ shares: number[] }>(
      `SELECT array_agg(share ORDER BY share) AS shares FROM (
         SELECT avg((level >= 4)::int)::float8 AS share FROM quiz_answer
         WHERE project_id = $1 AND attempt = 1 AND annotator_no > 1 GROUP BY annotator_no) AS people`,
    );
    expect(others.shares).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
    // 2 of 4 is the median of the others, so it is enough.
    expect(await isQuizDue(person(1))).toBe(false);
  });

  test("and whose last answer was stored without its end is asked one more and then told", async () => {
    await answerAll(1, [4, 4, 4]);
    const { next } = quizPlan(await readQuizFacts(person(1)));
    await pool.query("SELECT answer_quiz($1, 1, 1, $2, 4, 3)", [PROJECT, next]);
    expect(await readQuiz(person(1))).toMatchObject({ answered: 4, total: 5 });
    expect(await answerNext(1, 4)).toMatchObject({ end: { right: 5, total: 5, next: "work" } });
  });
});
