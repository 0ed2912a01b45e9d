import { describe, expect, test } from "vitest";
import { goldLabels } from "./gold-labels.ts";
import { LEAST_PROBABILITY, scorePrediction } from "./scores.ts";

const labels = (...list: number[]) => Int8Array.from(list);

describe("scorePrediction", () => {
  test("labels 0 1 1 against truths 0 1 0: accuracy 2/3, error 1/3, kappa .4", () => {
    const label = labels(0, 1, 1);
    const found = scorePrediction(
      { levels: 2, label, posterior: null },
      goldLabels(3, [
        [0, [0]],
        [1, [1]],
        [2, [0]],
      ]),
    );
    if (found.reason !== null) throw new Error("must be defined");
    expect(found).toMatchObject({ n: 3, unlabeled: 0, logLoss: null, calibration: null });
    expect(found.accuracy).toBeCloseTo(2 / 3, 12);
    expect(found.meanAbsoluteError).toBeCloseTo(1 / 3, 12);
    expect(found.quadraticKappa.value).toBeCloseTo(0.4, 12);
  });

  test("takes accuracy, kappa and distances from the one label that is handed out", () => {
    const found = scorePrediction(
      { levels: 5, label: labels(2, 0), posterior: null },
      goldLabels(2, [
        [0, [4]],
        [1, [0]],
      ]),
    );
    if (found.reason !== null) throw new Error("must be defined");
    expect(found).toMatchObject({ accuracy: 0.5, meanAbsoluteError: 1 });
    // Observed squares 4 + 0; expected (4 + 16 + 0 + 4) / 2.
    expect(found.quadraticKappa.value).toBeCloseTo(1 - 4 / 12, 12);
  });

  test("weighs distances by squares: Cohen 1968, quadratic, on 0 1 2 2 against 0 2 2 0", () => {
    const found = scorePrediction(
      { levels: 3, label: labels(0, 1, 2, 2), posterior: null },
      goldLabels(4, [
        [0, [0]],
        [1, [2]],
        [2, [2]],
        [3, [0]],
      ]),
    );
    if (found.reason !== null || found.quadraticKappa.reason !== null) throw new Error("must be defined");
    // Observed squares 0 + 1 + 0 + 4; expected: truths 0 0 2 2 with labels 0 1 2 2: (0+1+4+4)/4·2 + (4+1+0+0)/4·2
    expect(found.quadraticKappa.value).toBeCloseTo(1 - 5 / 7, 12);
  });

  test("says so when kappa has nothing to vary", () => {
    const label = labels(1, 1);
    const found = scorePrediction(
      { levels: 3, label, posterior: null },
      goldLabels(2, [
        [0, [1]],
        [1, [1]],
      ]),
    );
    expect(found).toMatchObject({ accuracy: 1, quadraticKappa: { value: null, reason: "no-variation" } });
  });

  test("log loss is the mean of -ln probability of the truth, at most 9.2 nats each", () => {
    const posterior = Float64Array.of(0.7, 0.3, 1, 0);
    const label = labels(0, 0);
    const found = scorePrediction(
      { levels: 2, label, posterior },
      goldLabels(2, [
        [0, [1]],
        [1, [1]],
      ]),
    );
    if (found.reason !== null) throw new Error("must be defined");
    expect(found.logLoss).toBeCloseTo((-Math.log(0.3) - Math.log(LEAST_PROBABILITY)) / 2, 12);
    expect(LEAST_PROBABILITY).toBe(1e-4);
    expect(found.calibration).toMatchObject({ n: 2, brier: (0.49 + 1) / 2 });
    expect(found.calibration?.error).toBeCloseTo(0.85, 12);
  });

  test("any acceptable label is right, near ones count from the nearest, and the loss takes them together", () => {
    const posterior = Float64Array.of(0.1, 0.2, 0.3, 0.4);
    const found = scorePrediction({ levels: 4, label: labels(0), posterior }, goldLabels(1, [[0, [2, 3]]]));
    if (found.reason !== null) throw new Error("must be defined");
    expect(found).toMatchObject({ accuracy: 0, meanAbsoluteError: 2 });
    expect(found.logLoss).toBeCloseTo(-Math.log(0.7), 12);
  });

  test("counts items without a label, and leaves out those without a truth", () => {
    const found = scorePrediction(
      {
        levels: 2,
        label: labels(0, -1, 1),
        posterior: new Float64Array(6).fill(0.5),
      },
      goldLabels(3, [
        [0, [0]],
        [1, [1]],
      ]),
    );
    expect(found).toMatchObject({ n: 1, unlabeled: 1, accuracy: 1, calibration: { n: 1 } });
  });

  test("is undefined when nothing can be compared", () => {
    const label = labels(0, -1);
    const prediction = { levels: 2, label, posterior: null };
    expect(scorePrediction(prediction, goldLabels(2, []))).toEqual({ value: null, reason: "no-gold" });
    expect(scorePrediction(prediction, goldLabels(2, [[1, [0]]]))).toEqual({
      value: null,
      reason: "no-gold",
    });
  });
});
