// Holds what was computed against what a vector expects.

/**
 * The differences between a value and the expected one, each with its location; none when they agree.
 *
 * Numbers may differ by `tolerance`, absolutely; of an object only the expected keys are looked at; lists have the same
 * length, in the same order.
 */
export function differences(actual: unknown, expected: unknown, tolerance: number, location = ""): string[] {
  if (typeof expected === "number") {
    if (typeof actual !== "number" || !Number.isFinite(actual)) return [tell(location, actual, expected)];
    return Math.abs(actual - expected) <= tolerance ? [] : [tell(location, actual, expected)];
  }
  if (Array.isArray(expected)) {
    const list = asList(actual);
    if (list === null) return [tell(location, actual, expected)];
    if (list.length !== expected.length) {
      return [`${location}: ${list.length} entries, expected ${expected.length}`];
    }
    return expected.flatMap((entry, i) => differences(list[i], entry, tolerance, `${location}[${i}]`));
  }
  if (typeof expected === "object" && expected !== null) {
    if (typeof actual !== "object" || actual === null) return [tell(location, actual, expected)];
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(Reflect.get(actual, key), value, tolerance, location === "" ? key : `${location}.${key}`),
    );
  }
  return actual === expected ? [] : [tell(location, actual, expected)];
}

/** Typed arrays count as lists. */
function asList(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float64Array) : null;
}

function tell(location: string, actual: unknown, expected: unknown): string {
  return `${location}: ${JSON.stringify(actual) ?? "nothing"}, expected ${JSON.stringify(expected)}`;
}
