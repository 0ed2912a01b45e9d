// Holds what was computed against what a vector expects.

/**
 * The differences between a value and the expected one, each with its place; none when they agree.
 *
 * Numbers may differ by `tolerance`, absolutely; of an object only the expected keys are looked at; lists have the same
 * length, in the same order.
 */
export function differences(actual: unknown, expected: unknown, tolerance: number, place = ""): string[] {
  if (typeof expected === "number") {
    if (typeof actual !== "number" || !Number.isFinite(actual)) return [tell(place, actual, expected)];
    return Math.abs(actual - expected) <= tolerance ? [] : [tell(place, actual, expected)];
  }
  if (Array.isArray(expected)) {
    const list = asList(actual);
    if (list === null) return [tell(place, actual, expected)];
    if (list.length !== expected.length) {
      return [`${place}: ${list.length} entries, expected ${expected.length}`];
    }
    return expected.flatMap((entry, i) => differences(list[i], entry, tolerance, `${place}[${i}]`));
  }
  if (typeof expected === "object" && expected !== null) {
    if (typeof actual !== "object" || actual === null) return [tell(place, actual, expected)];
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(Reflect.get(actual, key), value, tolerance, place === "" ? key : `${place}.${key}`),
    );
  }
  return actual === expected ? [] : [tell(place, actual, expected)];
}

/** Typed arrays count as lists. */
function asList(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float64Array) : null;
}

function tell(place: string, actual: unknown, expected: unknown): string {
  return `${place}: ${JSON.stringify(actual) ?? "nothing"}, expected ${JSON.stringify(expected)}`;
}
