// Medians of runs that take turns, so that a busy moment of the machine hits all of them alike.

/** Milliseconds of each function: the median of this many runs, after one that does not count. */
export function takeTurns<Name extends string>(
  runs: number,
  functions: Record<Name, () => unknown>,
): Record<Name, number> {
  const names = Object.keys(functions) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let run = -1; run < runs; run++) {
    for (const name of names) {
      const start = performance.now();
      functions[name]();
      const spent = performance.now() - start;
      if (run >= 0) times.get(name)?.push(spent);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function inUnits(milliseconds: number): string {
  if (milliseconds >= 10_000) return `${(milliseconds / 1000).toFixed(0)} s`;
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(2)} s`;
  if (milliseconds >= 1) return `${milliseconds.toFixed(1)} ms`;
  return `${(milliseconds * 1000).toFixed(1)} µs`;
}

/** One line of the report: what, how long, and how it compares with ours. */
export function printLine(what: string, milliseconds: number, compared = ""): void {
  console.log(`  ${what.padEnd(62)} ${inUnits(milliseconds).padStart(9)}   ${compared}`);
}
