import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Labeling, labelingFromMatrix, labelingFromTriples } from "#lib/labeling.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { type Severity, severity } from "./severity.ts";

/** The leans themselves, null where undefined. */
function values(found: Severity): (number | null)[] {
  return found.leans.map((lean) => lean.value);
}

describe("somebody who rates every item one level below two others", () => {
  const find = () =>
    severity(
      labelingFromMatrix(
        [
          [2, 2, 1],
          [3, 3, 2],
          [1, 1, 0],
          [4, 4, 3],
        ],
        5,
      ),
    );

  test("leans two thirds down against their third up", () => {
    const found = find();
    expect(values(found)).toEqual([1 / 3, 1 / 3, -2 / 3].map((lean) => expect.closeTo(lean, 8)));
  });

  test("is not known more exactly than whole levels allow: four ratings, two thirds of each its own", () => {
    const found = find();
    const standardError = Math.sqrt(1 / 12 / (4 * (2 / 3)));
    expect(found.leans[2]).toEqual({
      reason: null,
      value: expect.closeTo(-2 / 3, 8),
      standardError: expect.closeTo(standardError, 8),
      lower: expect.closeTo(-2 / 3 - 1.959963984540054 * standardError, 7),
      upper: expect.closeTo(-2 / 3 + 1.959963984540054 * standardError, 7),
    });
    expect(found.noiseVariance).toBeLessThan(1e-8);
  });
});

// Shrout & Fleiss 1979, Psychological Bulletin 86, table 2.
test("the four judges of Shrout and Fleiss lean by their means, with noise of 15.29 / 18", () => {
  const matrix = ["9258", "6132", "8468", "7126", "A569", "6247"].map((row) =>
    [...row].map((sign) => Number.parseInt(sign, 11) - 1),
  );
  const found = severity(labelingFromMatrix(matrix, 10));
  expect(values(found)).toEqual(
    [57 / 24, -67 / 24, -23 / 24, 33 / 24].map((lean) => expect.closeTo(lean, 7)),
  );
  expect(found.noiseVariance).toBeCloseTo(367 / 24 / 18, 6);
  const information = 6 * (1 - 1 / (4 + found.noiseVariance / found.itemVariance));
  expect(found.leans[1]).toMatchObject({
    standardError: expect.closeTo(Math.sqrt(found.noiseVariance / information), 8),
  });
});

test("the interval widens with the confidence asked for", () => {
  const ratings = labelingFromMatrix(
    [
      [0, 2, 1],
      [3, 4, 2],
      [1, 3, 1],
      [2, 4, 4],
    ],
    5,
  );
  const half = (confidence: number) => {
    const lean = severity(ratings, confidence).leans[0];
    if (lean === undefined || lean.reason !== null) throw new Error("shares items");
    expect(lean.upper - lean.value).toBeCloseTo(lean.value - lean.lower, 10);
    return (lean.upper - lean.value) / lean.standardError;
  };
  expect(half(0.9)).toBeCloseTo(1.6448536269514726, 10);
  expect(half(0.95)).toBeCloseTo(1.9599639845400543, 10);
});

/** Draws ratings of 300 items by 3 of 6 people each; the first two people get mostly bad items. */
function crowd(seed: number, leans: readonly number[], noise: number): Labeling {
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const triples: [number, number, number][] = [];
  for (let item = 0; item < 300; item++) {
    const isBad = item < 150;
    const grade = (isBad ? 3 : 6) + normal();
    const people = new Set<number>();
    while (people.size < 3) {
      const person = Math.floor(random() * 6);
      if (!isBad && person < 2 && random() < 0.8) continue;
      people.add(person);
    }
    for (const person of people) {
      const level = Math.round(grade + leans[person] + noise * normal());
      triples.push([item, person, Math.max(0, Math.min(9, level))]);
    }
  }
  return labelingFromTriples({ items: 300, annotators: 6, levels: 10 }, triples);
}

describe("on drawn ratings of a crowd whose leans are known", () => {
  const leans = [-0.8, 0.3, -0.1, 0, 0.2, 0.4];

  test("finds every lean within four standard errors, whoever got the bad items", () => {
    const found = severity(crowd(1, leans, 0.6));
    found.leans.forEach((lean, person) => {
      if (lean.reason !== null) throw new Error("shares items");
      expect(Math.abs(lean.value - leans[person])).toBeLessThan(4 * lean.standardError);
      expect(lean.standardError).toBeLessThan(0.12);
    });
  });

  test("the intervals hold the truth about as often as they say", () => {
    let held = 0;
    for (let seed = 0; seed < 20; seed++) {
      severity(crowd(seed, leans, 0.6), 0.9).leans.forEach((lean, person) => {
        const truth = leans[person];
        if (lean.reason === null && lean.lower <= truth && truth <= lean.upper) held++;
      });
    }
    expect(held / 120).toBeGreaterThan(0.8);
    expect(held / 120).toBeLessThan(0.96);
  });
});

describe("somebody who shares no item with anybody", () => {
  const shape = { items: 4, annotators: 4, levels: 5 };
  const shared: [number, number, number][] = [
    [0, 0, 1],
    [0, 1, 2],
    [1, 0, 3],
    [1, 1, 4],
  ];

  test("has no lean, and moves nobody else's", () => {
    const alone = severity(labelingFromTriples(shape, [...shared, [2, 2, 4], [3, 2, 4]]));
    expect(alone.leans[2]).toEqual({ value: null, reason: "no-pairs" });
    expect(alone.leans[3]).toEqual({ value: null, reason: "no-pairs" });
    expect(values(alone).slice(0, 2)).toEqual(
      values(severity(labelingFromTriples(shape, shared))).slice(0, 2),
    );
  });

  test("does not share an item by rating it twice", () => {
    const twice = severity(labelingFromTriples(shape, [...shared, [2, 2, 4], [2, 2, 0]]));
    expect(twice.leans[2]).toEqual({ value: null, reason: "no-pairs" });
  });

  test("is everybody where there are no shared items, or no ratings", () => {
    const undefinedLean = { value: null, reason: "no-pairs" };
    const apart = severity(
      labelingFromTriples(shape, [
        [0, 0, 1],
        [1, 1, 4],
      ]),
    );
    expect(apart.leans).toEqual(Array(4).fill(undefinedLean));
    expect(severity(labelingFromTriples(shape, [])).leans).toEqual(Array(4).fill(undefinedLean));
  });
});

test("an item is shared from its second person on, wherever the ratings stand", () => {
  const shape = { items: 1, annotators: 2, levels: 5 };
  const found = severity(
    labelingFromTriples(shape, [
      [0, 1, 3],
      [0, 1, 3],
      [0, 0, 1],
    ]),
  );
  expect(found.leans.map((lean) => lean.reason)).toEqual([null, null]);
  expect(found.leans[0]?.value).toBeLessThan(0);
});

test("the scale moved up by a level or the people renamed changes nothing but names", () => {
  const rows = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(rows, (matrix) => {
      const found = values(severity(labelingFromMatrix(matrix, 5)));
      const up = matrix.map((row) => row.map((label) => label + 1));
      const turned = matrix.map((row) => row.toReversed());
      const near = (all: (number | null)[]) => all.map((lean) => expect.closeTo(lean as number, 6));
      expect(values(severity(labelingFromMatrix(up, 5)))).toEqual(near(found));
      expect(values(severity(labelingFromMatrix(turned, 5)))).toEqual(near(found.toReversed()));
    }),
    { numRuns: 25 },
  );
});

test.each([-1, 1, 1.5])("a confidence of %d is refused", (confidence) => {
  expect(() => severity(labelingFromMatrix([[0, 1]], 5), confidence)).toThrow(RangeError);
});
