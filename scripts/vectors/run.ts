// Runs the vectors of a file, each on its own: one that throws is a failure, not the end.

import { aggregationAdapters } from "./aggregation.ts";
import { type Adapter, agreementAdapters } from "./agreement.ts";
import { differences } from "./compare.ts";
import { dataOf, messageOf, parseVector, type Vector, type VectorFile } from "./format.ts";
import { reliabilityAdapters } from "./reliability.ts";
import { trustAdapters } from "./trust.ts";

export type Verdict = {
  readonly id: string;
  readonly statistic: string;
  readonly failures: readonly string[];
};

const ADAPTERS = new Map<string, Adapter>(
  Object.entries({ ...agreementAdapters, ...reliabilityAdapters, ...aggregationAdapters, ...trustAdapters }),
);

/** One verdict per vector, in file order; no failures means passed. */
export function runVectors(file: VectorFile): Verdict[] {
  return file.vectors.map((entry, i) => {
    try {
      const vector = parseVector(entry);
      const { id, statistic } = vector;
      return { id, statistic, failures: failuresOf(vector, file.datasets) };
    } catch (error) {
      return { id: `vector ${i}`, statistic: "malformed", failures: [messageOf(error)] };
    }
  });
}

function failuresOf(vector: Vector, datasets: VectorFile["datasets"]): string[] {
  const adapter = ADAPTERS.get(vector.statistic);
  if (adapter === undefined) return [`unknown statistic ${vector.statistic}`];
  try {
    const found = adapter(dataOf(vector, datasets), vector.options);
    const { posteriorRows, ...expected } = vector.expected;
    const rows = posteriorRows ?? vector.posteriorRows ?? vector.options.posteriorRows;
    const { posterior } = found;
    if (Array.isArray(rows) && Array.isArray(posterior)) found.posterior = rows.map((row) => posterior[row]);
    // Where a value is expected, a reason for having none is a failure even if nobody asked for it.
    if (expected.undefined === undefined && expected.value !== undefined) expected.undefined = undefined;
    return differences(found, expected, vector.tolerance);
  } catch (error) {
    return [messageOf(error)];
  }
}
