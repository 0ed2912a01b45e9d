import { expect, test } from "vitest";
import { ALPHA_HELP } from "./words.ts";

test("the help on alpha names the cuts that the scale of alpha shows", () => {
  expect(ALPHA_HELP.join(" ")).toContain(
    "Krippendorff calls .8 and above reliable, and .667 to .8 tentative.",
  );
});
