// Where two values of JSON differ.

export type Difference = { readonly path: string; readonly actual: unknown; readonly expected: unknown };

/**
 * Every place at which a value is not the expected one, in order of the keys. Paths are written as in JavaScript.
 * @example [...differencesOf({ a: [1] }, { a: [2] })] // [{ path: "a[0]", actual: 1, expected: 2 }]
 */
export function* differencesOf(actual: unknown, expected: unknown, path = ""): Generator<Difference> {
  if (!isBranch(actual) || !isBranch(expected) || Array.isArray(actual) !== Array.isArray(expected)) {
    if (!Object.is(actual, expected)) yield { path, actual, expected };
    return;
  }
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  for (const key of keys) {
    const step = Array.isArray(expected) ? `[${key}]` : path === "" ? key : `.${key}`;
    yield* differencesOf(actual[key], expected[key], path + step);
  }
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
