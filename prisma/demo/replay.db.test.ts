import { beforeAll, describe, expect, test } from "vitest";
import { listCountedJudgments, readAgreement } from "#lib/agreement/queries.ts";
import { toLabeling } from "#lib/agreement/rules.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { pool } from "#lib/database/pool.ts";
import { krippendorffAlpha } from "#lib/statistics/agreement/alpha/alpha.ts";
import { readChorus } from "./pairs.ts";
import { type ReplayedJudgment, replayJudgments } from "./replay.ts";

const access = actForProject("chorus");

beforeAll(async () => {
  const pairs = readChorus();
  await pool.query(
    "INSERT INTO project (id, name, question, relevant_from) VALUES ('chorus', 'Chorus', 'How relevant?', 3)",
  );
  await pool.query(
    `INSERT INTO level (project_id, value, name, gain)
     SELECT 'chorus', v, 'Level ' || v, v - 1 FROM generate_series(1, 4) AS v`,
  );
  await pool.query(
    `INSERT INTO annotator (project_id, no, pseudonym, cursor, seed)
     SELECT 'chorus', n, 'agent-' || n, 0, n FROM generate_series(1, 3) AS n`,
  );
  const queries = [...new Set(pairs.map(({ query }) => query))];
  await pool.query(
    `INSERT INTO query (project_id, no, key, text, ord)
     SELECT 'chorus', no, text, text, no FROM unnest($1::text[]) WITH ORDINALITY AS q (text, no)`,
    [queries],
  );
  await pool.query(
    `INSERT INTO item (project_id, no, query_no, key, fields, target, group_ord, ord, state)
     SELECT 'chorus', n, query_no, 'pair-' || n, '{}', 3, query_no, n, 'open'
     FROM unnest($1::int[]) WITH ORDINALITY AS i (query_no, n)`,
    [pairs.map(({ query }) => queries.indexOf(query) + 1)],
  );
  const judgments = pairs.flatMap((pair, at) =>
    pair.grades.map(
      (grade, agent): ReplayedJudgment => ({
        itemNo: at + 1,
        annotatorNo: agent + 1,
        level: grade + 1,
        unratable: null,
        comment: null,
        durationMs: 1000,
        at: new Date(Date.UTC(2026, 10, 1, 0, 0, agent)),
      }),
    ),
  );
  await replayJudgments(access, judgments);
});

describe("the three rater columns of the Chorus set, taken over as judgments", () => {
  test("are all there, each once, and every item is done", async () => {
    const { rows } = await pool.query(
      "SELECT count(*)::int AS items, sum(counted)::int AS counted, bool_and(state = 'done') AS done FROM item",
    );
    expect(rows).toEqual([{ items: 3188, counted: 9564, done: true }]);
  });

  // Values of the data set's own description, computed with an independent program.
  test("agree as published: alpha .6426 nominal, .7695 ordinal, .7707 interval", async () => {
    const { labeling } = toLabeling(await listCountedJudgments(access, false), 5);
    const alpha = (metric: "nominal" | "ordinal" | "interval") => krippendorffAlpha(labeling, metric).value;
    expect(alpha("nominal")).toBeCloseTo(0.6426, 4);
    expect(alpha("ordinal")).toBeCloseTo(0.7695, 4);
    expect(alpha("interval")).toBeCloseTo(0.7707, 4);
  });

  // 3,188 results of 135 searches say as much as some 300 independent ones.
  test("show the same ordinal alpha in the headline, with its interval by query", async () => {
    const { headline } = await readAgreement(access);
    expect(headline.alpha.value).toBeCloseTo(0.7695, 4);
    expect(headline.team.value?.lower).toBeCloseTo(0.7085, 4);
    expect(headline.team.value?.upper).toBeCloseTo(0.8192, 4);
    expect(headline).toMatchObject({ pairableItems: 3188, ratings: 9564, annotators: 3, clusters: 135 });
  });

  test("cannot be taken over twice: an item takes no more than its target", async () => {
    const again = [
      { itemNo: 1, annotatorNo: 1, level: 1, unratable: null, comment: null, durationMs: 1, at: new Date() },
    ];
    await expect(replayJudgments(access, again)).rejects.toThrow();
  });
});
