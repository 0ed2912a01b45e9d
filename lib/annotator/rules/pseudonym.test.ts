import { describe, expect, test } from "vitest";
import { pseudonym } from "./pseudonym.ts";

describe("a pseudonym", () => {
  test("is a quality, an animal and a number that never is 1", () => {
    expect(pseudonym(() => 0)).toBe("able-badger-2");
    expect(pseudonym((sides) => sides - 1)).toBe("witty-yak-99");
  });

  test("has room for more people than a project will have: more than 400,000 names", () => {
    const sides: number[] = [];
    pseudonym((n) => {
      sides.push(n);
      return 0;
    });
    expect(sides.reduce((product, n) => product * n, 1)).toBeGreaterThan(400_000);
  });
});
