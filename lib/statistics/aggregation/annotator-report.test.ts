import { describe, expect, test } from "vitest";
import { annotatorReport } from "./annotator-report.ts";
import { byItem } from "./by-item.ts";
import { spamGrid } from "./models/spam-grid.ts";
import { type SpamMixture, spamMixture } from "./models/spam-mixture.ts";
import { carefulPeople, simulate } from "./published.fixture.ts";

const grid = spamGrid(5, true);
/** Number of the kind with the spam share at `e`, the bias at `b` and the noise at `s` of the grid. */
const kindAt = (e: number, b: number, s: number) => e * 63 + b * 7 + s;

/** A mixture in which the second of two annotators has these kinds. */
function known(...shares: [kind: number, share: number][]): SpamMixture {
  const kinds = new Float64Array(2 * grid.kinds);
  for (const [kind, share] of shares) kinds[grid.kinds + kind] = share;
  const none = new Float64Array();
  const course = { logLikelihoods: [], objectives: [], rounds: 0, hasConverged: true };
  return { prior: none, table: none, posterior: none, ...course, grid, kinds, weights: none };
}

describe("annotatorReport", () => {
  test("of a sure kind is that kind", () => {
    const report = annotatorReport(known([kindAt(1, 2, 3), 1]), 1);
    expect(report).toEqual({
      spamShare: { mean: 0.05, lower: 0.05, upper: 0.05 },
      bias: { reason: null, mean: -0.5, lower: -0.5, upper: -0.5 },
      noise: { reason: null, mean: 0.65, lower: 0.65, upper: 0.65 },
    });
  });

  test("averages over kinds, bias and noise only over those that look", () => {
    const report = annotatorReport(known([kindAt(0, 0, 0), 0.3], [kindAt(5, 8, 6), 0.3], [378, 0.4]), 1);
    expect(report.spamShare.mean).toBeCloseTo(0.3 * 0.01 + 0.3 * 0.7 + 0.4, 12);
    expect(report.spamShare).toMatchObject({ lower: 0.01, upper: 1 });
    if (report.bias.reason !== null || report.noise.reason !== null) throw new Error("must be defined");
    expect(report.bias.mean).toBeCloseTo(0, 12);
    expect(report.bias).toMatchObject({ lower: -1, upper: 1 });
    expect(report.noise.mean).toBeCloseTo(0.85, 12);
    expect(report.noise).toMatchObject({ lower: 0.2, upper: 1.5 });
  });

  test("the interval leaves out half the error on either side", () => {
    const mixture = known([kindAt(0, 1, 0), 0.02], [kindAt(0, 4, 0), 0.95], [kindAt(0, 7, 0), 0.03]);
    const bias = (confidence?: number) => annotatorReport(mixture, 1, confidence).bias;
    expect(bias()).toMatchObject({ lower: 0, upper: 0.75 });
    expect(bias(0.99)).toMatchObject({ lower: -0.75, upper: 0.75 });
    expect(bias(0.9)).toMatchObject({ lower: 0, upper: 0 });
  });

  test("an end of the interval is the value at which the tail is reached", () => {
    const mixture = known(...[1, 3, 5, 7].map((b): [number, number] => [kindAt(0, b, 0), 0.25]));
    expect(annotatorReport(mixture, 1, 0.5).bias).toMatchObject({ lower: -0.75, upper: 0.25 });
  });

  test("the interval runs over the values in their order, not over the kinds in theirs", () => {
    const { noise } = annotatorReport(known([kindAt(0, 0, 6), 0.5], [kindAt(0, 8, 0), 0.5]), 1);
    expect(noise).toMatchObject({ lower: 0.2, upper: 1.5 });
  });

  test("bias and noise of somebody who nearly always guesses are unknown", () => {
    const unknown = { value: null, reason: "too-few" };
    const report = annotatorReport(known([kindAt(5, 8, 0), 0.04], [378, 0.96]), 1);
    expect(report.bias).toEqual(unknown);
    expect(report.noise).toEqual(unknown);
    expect(report.spamShare.mean).toBeCloseTo(0.04 * 0.7 + 0.96, 12);
    expect(annotatorReport(known([kindAt(5, 8, 0), 0.05], [378, 0.95]), 1).bias.reason).toBeNull();
  });

  test("finds the guesser, the harsh one and the noisy one of a simulated crowd", () => {
    const special = [
      { spam: 1, bias: 0, noise: 1 },
      { spam: 0, bias: -0.8, noise: 0.35 },
      { spam: 0, bias: 0, noise: 1.3 },
    ];
    const { labeling } = simulate([...carefulPeople(6), ...special], {
      items: 500,
      each: 5,
      levels: 5,
      seed: 8,
    });
    const mixture = spamMixture(byItem(labeling));
    const [guesser, harsh, noisy] = [6, 7, 8].map((a) => annotatorReport(mixture, a));
    expect(guesser?.spamShare.lower).toBeGreaterThan(0.6);
    expect(harsh?.bias.reason === null && harsh.bias.upper).toBeLessThan(-0.4);
    expect(noisy?.noise.reason === null && noisy.noise.lower).toBeGreaterThan(0.7);
    expect(annotatorReport(mixture, 0).spamShare.upper).toBeLessThan(0.3);
  });
});
