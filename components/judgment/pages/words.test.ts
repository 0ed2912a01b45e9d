import { expect, test } from "vitest";
import { nowInWords } from "./words.ts";

const NOTHING = { least: 0, most: 0 };
const THREE = { least: 3, most: 3 };

test("a project in the list says what it has for the person, and why it has nothing", () => {
  const textOf = (...given: Parameters<typeof nowInWords>) => nowInWords(...given).text;
  expect(textOf({ state: "live", standing: "trusted" }, THREE)).toBe("3 left");
  expect(textOf({ state: "live", standing: "probation" }, NOTHING)).toBe("Nothing left for you right now");
  expect(textOf({ state: "live", standing: "review" }, NOTHING)).toBe("No new items for now");
  expect(textOf({ state: "live", standing: "review" }, THREE)).toBe("3 left");
  expect(textOf({ state: "live", standing: "suspended" }, NOTHING)).toBe("You are suspended");
  expect(textOf({ state: "ended", standing: "suspended" }, NOTHING)).toBe("finished");
});
