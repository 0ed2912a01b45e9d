import { expect, test } from "vitest";
import { aheadInWords } from "./words.ts";

test("what is left is an exact number where it is known, else a range", () => {
  expect(aheadInWords({ least: 3, most: 3 })).toBe("3 left");
  expect(aheadInWords({ least: 11, most: 20 })).toBe("11 to 20 left");
  expect(aheadInWords({ least: 0, most: 9 })).toBe("1 to 9 left");
  expect(aheadInWords({ least: 51, most: null })).toBe("more than 40 left");
  expect(aheadInWords({ least: 45, most: null })).toBe("more than 40 left");
  expect(aheadInWords({ least: 0, most: 0 })).toBe("Nothing left for you right now");
});
