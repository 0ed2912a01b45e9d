import { expect, test } from "vitest";
import { percentDone } from "./format.ts";

test("what is done is never 0 % while something is, and never 100 % before all is", () => {
  expect(percentDone(12, 18)).toBe("66.7 %");
  expect(percentDone(0, 18)).toBe("0.0 %");
  expect(percentDone(18, 18)).toBe("100.0 %");
  expect(percentDone(1, 3000)).toBe("< 0.1 %");
  expect(percentDone(2999, 3000)).toBe("> 99.9 %");
  expect(percentDone(0, 0)).toBe("–");
});
