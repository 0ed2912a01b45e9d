import { describe, expect, test } from "vitest";
import { lineChanges } from "./line-changes.ts";

describe("what changed in a guideline", () => {
  test("is the lines that were not there before", () => {
    const changes = lineChanges("# A\n\none\ntwo", "# A\n\none\nnew\n\ntwo  ");
    expect(changes).toEqual({ added: ["new"], removed: [] });
  });

  test("is the lines that are gone, and nothing for those that were moved", () => {
    expect(lineChanges("one\ntwo\nthree", "three\none")).toEqual({ added: [], removed: ["two"] });
  });

  test("is said in words: each line once, without the signs of Markdown, and nothing where only these changed", () => {
    const after =
      "1. **Think** of _most_ people.\n- Think of `most` people.\n\n| 4 | *Good* |\n| --- | --- |\nsnake_case_name";
    expect(lineChanges("", after).added).toEqual(["Think of most people.", "4 · Good", "snake_case_name"]);
    expect(lineChanges("## Rules\n\nBe **fair**.", "# Rules\n\n> Be fair.").added).toEqual([]);
  });
});
