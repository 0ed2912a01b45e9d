/** The value below which this share of the numbers lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** p50, p95 and p99 of milliseconds. */
export function spread(times: readonly number[]): string {
  const told = [0.5, 0.95, 0.99].map((share) => `p${share * 100} ${quantile(times, share).toFixed(1)}`);
  return `${told.join("  ")} ms`;
}

export function printRow(what: string, ...columns: string[]): void {
  console.log(`  ${what.padEnd(58)} ${columns.map((column) => column.padStart(12)).join("  ")}`);
}
