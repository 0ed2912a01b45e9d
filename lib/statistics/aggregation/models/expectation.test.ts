import fc from "fast-check";
import { expect as check, describe, test } from "vitest";
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { type ByItem, byItem } from "#lib/statistics/aggregation/by-item.ts";
import type { GoldLabels } from "#lib/statistics/aggregation/gold-labels.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { expect, newExpected } from "./expectation.ts";
import { sweepAny } from "./expectation-any.ts";
import { expectItem } from "./expectation-item.ts";
import { sweepByKernel } from "./expectation-kernel.ts";
import type { Expected, Model } from "./model.ts";

/** A random model of which every column of labels sums to 1. */
function randomModel(annotators: number, levels: number, seed: number): Model {
  const random = createRandom(seed);
  const draw = (size: number) => Float64Array.from({ length: size }, () => 0.05 + random());
  const prior = draw(levels);
  const total = prior.reduce((sum, share) => sum + share, 0);
  const table = draw(annotators * levels * levels);
  for (let a = 0; a < annotators; a++) {
    for (let k = 0; k < levels; k++) {
      const cells = Array.from({ length: levels }, (_, label) => (a * levels + label) * levels + k);
      const sum = cells.reduce((all, at) => all + table[at], 0);
      for (const at of cells) table[at] = table[at] / sum;
    }
  }
  return { prior: prior.map((share) => share / total), table };
}

/** The same by the book: one item after the other, Bayes' rule in plain numbers. */
function byTheBook(labeling: Labeling, gold: GoldLabels, model: Model) {
  const { items, annotators, levels } = labeling;
  const posterior = new Float64Array(items * levels);
  const counts = new Float64Array(annotators * levels * levels);
  let logLikelihood = 0;
  for (let i = 0; i < items; i++) {
    const own = [...labeling.item.keys()].filter((r) => labeling.item[r] === i);
    if (own.length === 0) continue;
    const key = (r: number) => labeling.annotator[r] * levels + labeling.label[r];
    const joint = Array.from(model.prior, (share, k) => {
      if (gold[i] !== 0 && ((gold[i] >> k) & 1) === 0) return 0;
      return own.reduce((product, r) => product * model.table[key(r) * levels + k], share);
    });
    const total = joint.reduce((sum, part) => sum + part, 0);
    logLikelihood += Math.log(total);
    joint.forEach((part, k) => {
      posterior[i * levels + k] = part / total;
      for (const r of own) counts[key(r) * levels + k] = counts[key(r) * levels + k] + part / total;
    });
  }
  const classes = Array.from(model.prior, (_, k) => {
    let size = 0;
    for (let i = 0; i < items; i++) size += posterior[i * levels + k];
    return size;
  });
  return { posterior, counts, classes, logLikelihood };
}

function close(actual: ArrayLike<number>, wanted: ArrayLike<number>): void {
  check(actual.length).toBe(wanted.length);
  for (let at = 0; at < wanted.length; at++) check(actual[at]).toBeCloseTo(wanted[at], 9);
}

function closeAll(expected: Expected, labeling: Labeling, gold: GoldLabels, model: Model): void {
  const book = byTheBook(labeling, gold, model);
  close(expected.posterior as Float64Array, book.posterior);
  close(expected.counts, book.counts);
  close(expected.classes, book.classes);
  check(expected.logLikelihood).toBeCloseTo(book.logLikelihood, 8);
}

const designs = fc.record({
  levels: fc.integer({ min: 2, max: 7 }),
  seed: fc.nat(1000),
  hasGold: fc.boolean(),
  cells: fc.array(fc.tuple(fc.nat(7), fc.nat(3), fc.nat(6)), { maxLength: 60 }),
});

function designOf({
  levels,
  seed,
  hasGold,
  cells,
}: {
  levels: number;
  seed: number;
  hasGold: boolean;
  cells: [number, number, number][];
}) {
  const labeling = labelingFromTriples(
    { items: 8, annotators: 4, levels },
    cells.map(([i, a, label]) => [i, a, label % levels] as const),
  );
  const gold = new Int32Array(8);
  if (hasGold) gold.set([0, 1, 0, 3, 2]);
  return { labeling, gold, model: randomModel(4, levels, seed), index: byItem(labeling) };
}

describe("one expectation step", () => {
  test("is Bayes' rule, for any number of classes, with and without gold", () => {
    fc.assert(
      fc.property(designs, (design) => {
        const { labeling, gold, model, index } = designOf(design);
        const expected = newExpected(index, true);
        expect(index, gold, model, expected);
        closeAll(expected, labeling, gold, model);
      }),
    );
  });

  test("the kernel and the plain loop give the same bits where no item needs care, close ones otherwise", () => {
    fc.assert(
      fc.property(designs, (design) => {
        const { gold, model, index } = designOf(design);
        const kernel = newExpected(index, true);
        const plain = newExpected(index, true);
        check(sweepByKernel(index, gold, model, kernel)).toBe(true);
        sweepAny(index, gold, model, plain);
        if (!design.hasGold) check(kernel).toEqual(plain);
        close(kernel.posterior as Float64Array, plain.posterior as Float64Array);
        close(kernel.counts, plain.counts);
        close(kernel.classes, plain.classes);
        check(kernel.logLikelihood).toBeCloseTo(plain.logLikelihood, 9);
        check(kernel.change).toBeCloseTo(plain.change, 12);
      }),
    );
  });

  test.each([2, 3, 4, 5, 6, 7])("so do many items, some with very many ratings, on %i levels", (levels) => {
    const random = createRandom(levels);
    const draw = (sides: number) => Math.floor(random() * sides);
    const triples = Array.from({ length: 60_000 }, (_, r) => {
      const item = r < 30_000 ? draw(9000) : r < 50_000 ? 9001 : 9002 + draw(300);
      return [item, draw(50), draw(levels)] as const;
    });
    const index = byItem(labelingFromTriples({ items: 9500, annotators: 50, levels }, triples));
    const model = randomModel(50, levels, 1);
    const gold = new Int32Array(9500);
    gold[17] = 1;
    gold[9400] = 1;
    const kernel = newExpected(index, true);
    const plain = newExpected(index, true);
    check(sweepByKernel(index, gold, model, kernel)).toBe(true);
    sweepAny(index, gold, model, plain);
    check(kernel.posterior).toEqual(plain.posterior);
    close(kernel.counts, plain.counts);
    close(kernel.classes, plain.classes);
    check(kernel.logLikelihood).toBeCloseTo(plain.logLikelihood, 6);
    check(kernel.change).toBe(plain.change);
  });

  test("a scale that does not fit the kernel is left to the plain loop", () => {
    const index = byItem(labelingFromTriples({ items: 1, annotators: 1, levels: 8 }, [[0, 0, 3]]));
    const expected = newExpected(index, true);
    check(sweepByKernel(index, new Int32Array(1), randomModel(1, 8, 1), expected)).toBe(false);
    check(expected).toEqual(newExpected(index, true));
  });

  test("forgets the step before, and works the same without storing posteriors", () => {
    const { labeling, gold, model, index } = designOf({
      levels: 5,
      seed: 3,
      hasGold: true,
      cells: [
        [0, 1, 2],
        [1, 0, 4],
        [1, 1, 3],
        [6, 2, 0],
      ],
    });
    const stored = newExpected(index, true);
    expect(index, gold, randomModel(4, 5, 8), stored);
    expect(index, gold, model, stored);
    closeAll(stored, labeling, gold, model);
    const unstored = newExpected(index, false);
    check(unstored.posterior).toBeNull();
    expect(index, gold, model, unstored);
    close(unstored.counts, stored.counts);
    close(unstored.classes, stored.classes);
    check(unstored.logLikelihood).toBe(stored.logLikelihood);
    check(unstored.change).toBe(0);
  });

  test.each([3, 5, 8])("tells the largest change of a posterior, with %i classes", (levels) => {
    const { gold, model, index } = designOf({
      levels,
      seed: 5,
      hasGold: false,
      cells: [
        [0, 1, 2],
        [1, 0, 1],
        [1, 1, 2],
      ],
    });
    const expected = newExpected(index, true);
    expect(index, gold, model, expected);
    const posterior = expected.posterior as Float64Array;
    check(expected.change).toBeCloseTo(Math.max(...posterior), 12);
    expect(index, gold, model, expected);
    check(expected.change).toBe(0);
    for (let k = 0; k < levels; k++) {
      const at = levels + k;
      posterior[at] = posterior[at] + 0.25;
      expect(index, gold, model, expected);
      check(expected.change).toBeCloseTo(0.25, 12);
    }
  });
});

describe("numbers that leave the range of doubles", () => {
  /** One item with this many equal answers of one annotator. */
  function manyAnswers(count: number, levels: number): ByItem {
    const triples = Array.from({ length: count }, () => [0, 0, 0] as const);
    return byItem(labelingFromTriples({ items: 1, annotators: 1, levels }, triples));
  }

  test.each([2, 5])("four hundred unlikely answers keep their likelihood, with %i classes", (levels) => {
    const index = manyAnswers(400, levels);
    const prior = new Float64Array(levels).fill(1 / levels);
    const table = new Float64Array(levels * levels).fill(1e-3);
    table[0] = 2e-3;
    const expected = newExpected(index, true);
    expect(index, new Int32Array(1), { prior, table }, expected);
    check(expected.logLikelihood).toBeCloseTo(Math.log(1 / levels) + 400 * Math.log(2e-3), 8);
    check((expected.posterior as Float64Array)[0]).toBeCloseTo(1, 12);
    check(expected.counts[0]).toBeCloseTo(400, 9);
  });

  test.each([2, 5])("so do forty answers too unlikely for a product, with %i classes", (levels) => {
    const index = manyAnswers(40, levels);
    const prior = new Float64Array(levels).fill(1 / levels);
    const table = new Float64Array(levels * levels).fill(1e-10);
    const expected = newExpected(index, true);
    expect(index, new Int32Array(1), { prior, table }, expected);
    check(expected.logLikelihood).toBeCloseTo(40 * Math.log(1e-10), 8);
    for (const share of expected.posterior as Float64Array) check(share).toBeCloseTo(1 / levels, 12);
  });

  test.each([2, 5])(
    "and three thousand items whose likelihoods multiply to nothing, with %i classes",
    (levels) => {
      const triples = Array.from({ length: 3000 }, (_, i) => [i, 0, 1] as const);
      const index = byItem(labelingFromTriples({ items: 3000, annotators: 1, levels }, triples));
      const prior = new Float64Array(levels).fill(1 / levels);
      const table = new Float64Array(levels * levels).fill(0.1);
      const expected = newExpected(index, false);
      expect(index, new Int32Array(3000), { prior, table }, expected);
      check(expected.logLikelihood).toBeCloseTo(3000 * Math.log(0.1), 6);
      check(expected.classes[0]).toBeCloseTo(3000 / levels, 8);
    },
  );

  test("one item in logarithms gives its own likelihood, and gold takes impossible classes out", () => {
    const index = manyAnswers(2, 3);
    const model = { prior: Float64Array.of(0.5, 0.3, 0.2), table: new Float64Array(9).fill(0.25) };
    const expected = newExpected(index, true);
    check(expectItem(index, 0, 0, model, expected)).toBeCloseTo(2 * Math.log(0.25), 12);
    const clamped = newExpected(index, true);
    check(expectItem(index, 0, 0b110, model, clamped)).toBeCloseTo(Math.log(0.5) + 2 * Math.log(0.25), 12);
    close(clamped.posterior as Float64Array, [0, 0.6, 0.4]);
    close(clamped.classes, [0, 0.6, 0.4]);
    check(clamped.change).toBeCloseTo(0.6, 12);
  });
});
