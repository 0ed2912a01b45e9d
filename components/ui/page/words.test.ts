import { expect, test } from "vitest";
import { failureOf } from "./words.ts";

test("a page that took too long says so, any other failure is the server's", () => {
  expect(failureOf({ digest: "ASSAY_TOO_LONG" }).title).toBe("This page took too long to load");
  expect(failureOf({ digest: "1234567" }).title).toBe("This page failed to load");
  expect(failureOf({}).text).toContain("Everything you saved is safe");
});
