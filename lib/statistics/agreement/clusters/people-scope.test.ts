import { describe, expect, test } from "vitest";
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { studentQuantile } from "#lib/statistics/numeric/student.ts";
import { AC2_OF_ROW, EXACT_OF_ROW } from "./ac2-and-exact.ts";
import { clusterSpread } from "./cluster-spread.ts";
import { clusterSums } from "./cluster-sums.ts";
import { alphaOfRow } from "./coefficient.ts";
import { peopleOf, peopleScope } from "./people-scope.ts";
import { peopleSpread, ratingVariance } from "./people-spread.ts";

const ALPHA = alphaOfRow("ordinal");

/** Everybody rates every item right three times in four; the last `guessers` always guess. */
function crowd(people: number, items: number, guessers = 0): Labeling {
  const random = createRandom(people);
  const draw = () => Math.floor(4 * random());
  const triples = Array.from({ length: items }, (_, item) => {
    const truth = draw();
    return Array.from({ length: people }, (_, who) => {
      const isLost = who >= people - guessers || random() < 0.25;
      return [item, who, isLost ? draw() : truth] as const;
    });
  }).flat();
  return labelingFromTriples({ items, annotators: people, levels: 4 }, triples);
}

function scopeOf(labeling: Labeling, coefficient = ALPHA, confidence = 0.95) {
  const known = tally(labeling);
  return peopleScope(peopleOf(labeling, known, clusterSums(known, null)), coefficient, confidence);
}

describe("the interval for people like these", () => {
  test("adds what people vary to what queries do, less three quarters of what is in both", () => {
    const labeling = crowd(9, 60);
    const known = tally(labeling);
    const people = peopleOf(labeling, known, clusterSums(known, null));
    const byQuery = clusterSpread(people.sums, ALPHA);
    if (byQuery.reason !== null) throw new Error("undefined");
    const { layout, total } = people.sums;
    const byPerson = peopleSpread(layout, people.without, ALPHA, byQuery.z);
    if (byPerson.reason !== null) throw new Error("undefined");
    const single = ratingVariance(layout, known.classes, total, ALPHA, byQuery.z) as number;
    const s = Math.sqrt(byQuery.error ** 2 + Math.max(0, byPerson.value.variance - 0.75 * single));
    const scope = scopeOf(labeling);
    if (scope.reason !== null) throw new Error("undefined");
    expect(scope.degrees).toBeCloseTo(8, 9);
    const half = studentQuantile(0.975, 8) * s;
    expect(Math.atanh(scope.plain.lower)).toBeCloseTo(byQuery.z - half, 9);
    expect(Math.atanh(scope.plain.upper)).toBeCloseTo(byQuery.z + half, 9);
    expect(scope.value.upper).toBe(scope.plain.upper);
    expect(scope.standardError).toBeCloseTo(s * (1 - byQuery.value ** 2), 12);
  });

  test.each([
    ["alpha", ALPHA, 0],
    ["AC2", AC2_OF_ROW, 0],
    ["exact agreement", EXACT_OF_ROW, 0.25],
  ])("imagines one more person who guesses: %s", (_, coefficient, chance) => {
    const labeling = crowd(9, 60);
    const scope = scopeOf(labeling, coefficient);
    const sums = clusterSums(tally(labeling), null);
    const value = coefficient.reader(sums.layout, sums.total)() as number;
    if (scope.reason !== null) throw new Error("undefined");
    const fallen = chance + 0.9 ** 2 * (value - chance);
    const fall = Math.atanh(value) - Math.atanh(fallen);
    expect(scope.hasGuesser).toBe(false);
    expect(Math.atanh(scope.plain.lower) - Math.atanh(scope.value.lower)).toBeCloseTo(fall, 9);
  });

  test("imagines nobody where somebody guesses already", () => {
    const scope = scopeOf(crowd(9, 60, 1));
    if (scope.reason !== null) throw new Error("undefined");
    expect(scope.hasGuesser).toBe(true);
    expect(scope.value).toEqual(scope.plain);
  });

  test("imagines nobody worse than people who agree less than by chance", () => {
    const words = Array.from({ length: 60 }, (_, item) => {
      return Array.from(
        { length: 8 },
        (_, who) => [item, who, (who + item) % 4 === item % 3 ? 1 : who % 4] as const,
      );
    }).flat();
    const scope = scopeOf(labelingFromTriples({ items: 60, annotators: 8, levels: 4 }, words));
    expect(scope.reason === null && scope.value).toEqual(scope.reason === null && scope.plain);
  });

  test("is wider with less confidence lost, and narrower with more people", () => {
    const width = (scope: ReturnType<typeof scopeOf>) => {
      return scope.reason === null ? scope.value.upper - scope.value.lower : Number.NaN;
    };
    expect(width(scopeOf(crowd(9, 60), ALPHA, 0.5))).toBeLessThan(width(scopeOf(crowd(9, 60))));
    expect(width(scopeOf(crowd(40, 60)))).toBeLessThan(width(scopeOf(crowd(9, 60))));
  });
});

describe("the interval for people like these is withheld", () => {
  test("below eight people", () => {
    expect(scopeOf(crowd(8, 60)).reason).toBeNull();
    expect(scopeOf(crowd(7, 60))).toEqual({ value: null, reason: "few-people" });
  });

  test("where the team's is", () => {
    expect(scopeOf(crowd(8, 9))).toEqual({ value: null, reason: "few-clusters" });
    expect(scopeOf(labelingFromTriples({ items: 2, annotators: 8, levels: 4 }, []))).toEqual({
      value: null,
      reason: "no-pairs",
    });
  });

  test("where all disagreement is one person's", () => {
    const triples = Array.from({ length: 20 }, (_, item) => {
      return Array.from({ length: 8 }, (_, who) => [item, who, who === 0 ? 3 : item % 2] as const);
    }).flat();
    expect(scopeOf(labelingFromTriples({ items: 20, annotators: 8, levels: 4 }, triples)).reason).toBe(
      "little-variation",
    );
  });
});
