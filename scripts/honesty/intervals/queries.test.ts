import { expect, test } from "vitest";
import { krippendorffAlpha } from "#lib/statistics/agreement/alpha/alpha.ts";
import { exactAgreement } from "#lib/statistics/agreement/percent.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { drawQueries, queryPopulation } from "./queries.ts";
import { PLANS } from "./query-plans.ts";
import { simulateQueries } from "./simulated-queries.ts";

const [plan] = PLANS;

test("the truth of a population is the coefficient of all its queries", () => {
  if (plan === undefined) throw new Error("no plan");
  const { labeling, queryOf } = simulateQueries({ ...plan, items: [1, 3] }, 5);
  const population = queryPopulation("small", labeling, queryOf);
  const [alpha, , exact] = population.truths;
  expect(alpha).toBeCloseTo(krippendorffAlpha(labeling, "ordinal").value as number, 3);
  expect(exact).toBeCloseTo(exactAgreement(labeling).value as number, 12);
  expect(population.designEffect).toBeGreaterThan(1);
});

test("a drawn project has whole queries of the population", () => {
  if (plan === undefined) throw new Error("no plan");
  const { labeling, queryOf } = simulateQueries({ ...plan, items: [2, 2] }, 5);
  const population = queryPopulation("small", labeling, queryOf);
  const { layout, rows, total } = drawQueries(population, 40, createRandom(3));
  expect(rows).toHaveLength(40 * layout.width);
  expect(total[layout.pairable]).toBe(80);
  const known = new Set(
    Array.from(population.sums.times, (_, q) =>
      population.sums.rows.slice(q * layout.width, (q + 1) * layout.width).join(),
    ),
  );
  for (let q = 0; q < 40; q++) {
    expect(known.has(rows.slice(q * layout.width, (q + 1) * layout.width).join())).toBe(true);
  }
});
