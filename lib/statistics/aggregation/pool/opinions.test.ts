import { expect, test } from "vitest";
import { labelingFromMatrix } from "#lib/labeling.ts";
import { byItem } from "#lib/statistics/aggregation/by-item.ts";
import { spamMixture } from "#lib/statistics/aggregation/models/spam-mixture.ts";
import { carefulPeople, PATIENTS, simulate } from "#lib/statistics/aggregation/published.fixture.ts";
import { askAbout } from "./ask.ts";
import { OPINIONS, opinionsOf, silence } from "./opinions.ts";

/** One opinion of one item, as probabilities. */
function rowOf(found: ReturnType<typeof opinionsOf>, opinion: (typeof OPINIONS)[number], item: number) {
  const { levels, logs } = askAbout(found, [item]);
  const at = OPINIONS.indexOf(opinion);
  return Array.from({ length: levels }, (_, k) => {
    return Math.exp(logs[k * OPINIONS.length + at]) * (1 + 0.001 * levels) - 0.001;
  });
}

test("each opinion of each item sums to 1, from two levels to more than the kernel knows", () => {
  for (const levels of [2, 5, 7, 9]) {
    const { labeling } = simulate(carefulPeople(6), { items: 40, each: 3, levels, seed: levels });
    const found = opinionsOf(labeling);
    for (const opinion of OPINIONS) {
      for (const item of [0, 17, 39]) {
        const total = rowOf(found, opinion, item).reduce((sum, share) => sum + share, 0);
        expect(total).toBeCloseTo(1, 9);
      }
    }
  }
});

test("the first opinion is the spam-mixture as it is", () => {
  const found = opinionsOf(PATIENTS);
  const { posterior } = spamMixture(byItem(PATIENTS));
  rowOf(found, "spam-mixture", 12).forEach((share, k) => {
    expect(share).toBeCloseTo(posterior[12 * 4 + k], 9);
  });
});

test("all models recover the classes of a careful crowd beside a guesser", () => {
  const crowd = [...carefulPeople(5, 0.4), { spam: 1, bias: 0, noise: 1 }];
  const { labeling, truth } = simulate(crowd, { items: 300, each: 4, levels: 4, seed: 5 });
  const found = opinionsOf(labeling);
  for (const opinion of OPINIONS) {
    const right = truth.filter((actual, item) => {
      const row = rowOf(found, opinion, item);
      return row.indexOf(Math.max(...row)) === actual;
    });
    expect(right.length / 300).toBeGreaterThan(0.85);
  }
});

test("one-coin follows the person who is right, the votes do not", () => {
  // The first two always agree, the third never: on the last item the first stands against the third alone.
  const agreed = Array.from({ length: 30 }, (_, i) => [i % 2, i % 2, 1 - (i % 2)]);
  const found = opinionsOf(labelingFromMatrix([...agreed, [1, null, 0]], 2));
  expect(rowOf(found, "votes", 30)[1]).toBeCloseTo(0.5, 1);
  for (const opinion of ["one-coin", "dawid-skene"] as const) {
    expect(rowOf(found, opinion, 30)[1]).toBeGreaterThan(0.99);
  }
});

test("no ratings, no opinions, and nothing breaks", () => {
  const found = opinionsOf(labelingFromMatrix([[], []], 3));
  expect(found.models.flatMap(({ table }) => [...table])).toEqual([]);
  expect(askAbout(found, [0, 1]).logs.every(Number.isFinite)).toBe(true);
});

test("an opinion that went astray says the same of every level, and the others say what they said", () => {
  // Most answers are 0 whatever the truth: one accuracy for each person makes everything 0.
  const people = Array.from({ length: 12 }, () => ({ spam: 0.75, says: 0, bias: 0, noise: 0.3 }));
  const { labeling } = simulate(people, { items: 200, each: 3, levels: 5, seed: 1 });
  const found = opinionsOf(labeling);
  expect(found.silent).toContain("one-coin");
  expect(found.silent).not.toContain("votes");
  const all = Array.from({ length: 200 }, (_, item) => item);
  const { logs } = askAbout(found, all);
  const place = OPINIONS.indexOf("one-coin");
  expect(logs.every((log, at) => at % OPINIONS.length !== place || log === 0)).toBe(true);
  const quieter = silence(found, ["mace"]);
  expect(quieter.silent).toEqual(OPINIONS.filter((name) => name === "mace" || found.silent.includes(name)));
  const mixture = logs.filter((_, at) => at % OPINIONS.length === 0);
  const again = askAbout(quieter, all).logs;
  expect(again.filter((_, at) => at % OPINIONS.length === 0)).toEqual(mixture);
  expect(again.every((log, at) => at % OPINIONS.length !== OPINIONS.indexOf("mace") || log === 0)).toBe(true);
  expect(silence(quieter, ["mace"])).toBe(quieter);
});

test("no opinion of an honest crowd falls silent", () => {
  const { labeling } = simulate(carefulPeople(15, 0.7), { items: 100, each: 3, levels: 5, seed: 1 });
  expect(opinionsOf(labeling).silent).toEqual([]);
});
