/** Twelve significant digits: enough for every statistic, few enough to be the same on every machine. */
export function canonicalNumber(value: number): number {
  return Number(value.toPrecision(12));
}

/**
 * JSON with one spelling per value: numbers at twelve significant digits, no blanks. Keys that are whole numbers come first, by
 * their value, as in any JavaScript object; the others by code unit. Equal values give equal bytes, so that a digest of the
 * text is a digest of the value.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(canonicalize(value));
}

function canonicalize(value: unknown): unknown {
  if (typeof value === "number") return canonicalNumber(value);
  if (Array.isArray(value)) return value.map(canonicalize);
  if (typeof value !== "object" || value === null) return value;
  // Without a prototype, so that a key "__proto__" stays data.
  const sorted: Record<string, unknown> = Object.create(null);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  for (const [key, part] of entries) if (part !== undefined) sorted[key] = canonicalize(part);
  return sorted;
}
