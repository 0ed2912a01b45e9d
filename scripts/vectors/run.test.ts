import { describe, expect, test } from "vitest";
import { messageOf, parseVectorFile } from "./format.ts";
import { runVectors } from "./run.ts";

const DATASETS = {
  small: {
    kind: "ratings",
    scale: [1, 2],
    matrix: [
      [1, 1],
      [2, 2],
      [1, 2],
    ],
  },
};

/** Failures of one vector, on the data set "small" unless told otherwise. */
function failures(vector: object): readonly string[] {
  const file = { datasets: DATASETS, vectors: [{ id: "v", data: { ref: "small" }, options: {}, ...vector }] };
  const [verdict] = runVectors(parseVectorFile(JSON.stringify(file)));
  return verdict?.failures ?? ["no verdict"];
}

describe("a vector", () => {
  // Krippendorff 2011: coincidences 2, 1, 1, 2 of 6 values, so 1 - 5 * 2 / 18.
  const alpha = { statistic: "krippendorffAlpha", options: { level: "nominal" }, tolerance: 1e-12 };

  test("passes within its tolerance, on named data", () => {
    expect(failures({ ...alpha, expected: { value: 4 / 9 } })).toEqual([]);
    expect(failures({ ...alpha, expected: { value: 4 / 9 + 1e-6 }, tolerance: 1e-5 })).toEqual([]);
  });

  test("fails beside its tolerance, and where a value is missing", () => {
    expect(failures({ ...alpha, expected: { value: 0.5 } })).toHaveLength(1);
    expect(failures({ ...alpha, expected: { value: 4 / 9, surprise: 1 } })).toEqual([
      "surprise: nothing, expected 1",
    ]);
    expect(failures({ ...alpha, expected: { coincidence: [[2, 1]] } })[0]).toMatch(/2 entries, expected 1/);
  });

  test("without a value must give the reason", () => {
    const data = { kind: "ratings", scale: [1, 2], matrix: [[1, null]] };
    expect(failures({ ...alpha, data, expected: { value: null, undefined: "no-pairs" } })).toEqual([]);
    expect(failures({ ...alpha, data, expected: { value: null, undefined: "no-variation" } })).toHaveLength(
      1,
    );
    expect(failures({ ...alpha, data, expected: { value: null } })).toHaveLength(1);
  });

  test("of an unknown statistic, weighting or data set fails instead of being skipped", () => {
    expect(failures({ statistic: "horoscope", expected: {} })).toEqual(["unknown statistic horoscope"]);
    expect(failures({ ...alpha, options: { level: "cosmic" }, expected: { value: 1 } })[0]).toMatch(
      /nominal/,
    );
    expect(
      failures({ statistic: "gwetAC", options: { weights: "heavy" }, expected: { value: 1 } })[0],
    ).toMatch(/heavy/);
    expect(failures({ ...alpha, data: { ref: "none" }, expected: { value: 1 } })).toEqual([
      "no dataset named none",
    ]);
    expect(failures({ ...alpha, data: { kind: "runes" }, expected: { value: 1 } })[0]).toMatch(
      /discriminator/,
    );
  });

  test("that is malformed fails alone", () => {
    const good = { id: "good", ...alpha, data: { ref: "small" }, expected: { value: 4 / 9 } };
    const verdicts = runVectors(
      parseVectorFile(JSON.stringify({ datasets: DATASETS, vectors: [{ id: 7 }, good] })),
    );
    expect(verdicts.map(({ failures: found }) => found.length)).toEqual([1, 0]);
    expect(verdicts[0]?.failures[0]).toMatch(/expected string/);
  });

  // Two annotators always right: the posterior after one round stays with the votes.
  test("gives a posterior for the rows it lists", () => {
    const triples = [0, 1, 2].flatMap((item) => [0, 1].map((annotator) => [item, annotator, item % 2]));
    const vector = {
      statistic: "dawidSkene",
      data: { kind: "triples", triples, items: 3, annotators: 2, classes: 2 },
    };
    const options = { alpha: 0, beta: 0, stop: { iterations: 1 } };
    const rows = {
      posterior: [
        [1, 0],
        [0, 1],
      ],
    };
    expect(failures({ ...vector, options, expected: { ...rows, posteriorRows: [2, 1] } })).toEqual([]);
    expect(failures({ ...vector, options, expected: rows, posteriorRows: [0, 1] })).toEqual([]);
    expect(failures({ ...vector, options, expected: rows })[0]).toMatch(/3 entries, expected 2/);
  });
});

test("a file that is not a vector file says what is wrong", () => {
  expect(() => parseVectorFile("nope")).toThrow(/JSON/);
  try {
    parseVectorFile(JSON.stringify({ vectors: 5 }));
    expect.unreachable();
  } catch (error) {
    expect(messageOf(error)).toMatch(/expected array/);
  }
});
