// What is promised of coverage.
import { type Cell, coverage, LEAST, monteCarloError } from "./coverage.ts";
import { KNOWN_MISSES, type Miss } from "./known-misses.ts";
import { decimal } from "./wording.ts";

/** Every interval that is shown holds the truth in 93 %; a cell misses that if it is lower by more than its Monte Carlo error. */
export function targetOf(name: string, cells: readonly Cell[]) {
  const missed = cells.filter(({ count }) => coverage(count) + monteCarloError(count) < LEAST);
  const known = missed.filter((cell) => KNOWN_MISSES.some((miss) => isOf(miss, cell)));
  const least = cells.toSorted((a, b) => coverage(a.count) - coverage(b.count))[0];
  const excused = known.map((cell) => `${nameOf(cell)} ${measured(cell)}`);
  return {
    name: `coverage of 95% intervals, ${name}: at least .93`,
    measured:
      least === undefined
        ? "nothing to measure"
        : `${cells.length} cells, least ${measured(least)} (${nameOf(least)})${
            excused.length > 0 ? `; known misses: ${excused.join("; ")}` : ""
          }`,
    isHeld: least !== undefined && missed.length === known.length,
  };
}

function isOf(miss: Miss, { of, project }: Cell): boolean {
  return miss.of.includes(of) && miss.projects.includes(project);
}

function nameOf({ of, project }: Cell): string {
  return `${of}, ${project}`;
}

function measured({ count }: Cell): string {
  return `${decimal(coverage(count))} ± ${decimal(monteCarloError(count))}`;
}
