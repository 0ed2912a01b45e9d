import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, canonicalNumber } from "./canonical.ts";

describe("canonical JSON", () => {
  test("does not depend on the order in which keys were set", () => {
    expect(canonicalJson({ b: 1, a: { d: 2, c: 3 } })).toBe(canonicalJson({ a: { c: 3, d: 2 }, b: 1 }));
  });

  test("keeps dangerous keys as data", () => {
    const value: unknown = JSON.parse('{"__proto__":{"x":1},"a":2}');
    expect(canonicalJson(value)).toBe('{"__proto__":{"x":1},"a":2}');
  });

  test("is stable: what was read back is written the same", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const once = canonicalJson(value);
        expect(canonicalJson(JSON.parse(once))).toBe(once);
      }),
    );
  });

  test("writes numbers at twelve significant digits", () => {
    expect(canonicalNumber(1 / 3)).toBe(0.333333333333);
    expect(canonicalJson([0.1 + 0.2])).toBe("[0.3]");
  });
});
