import { expect, test } from "vitest";
import { guidelineTemplate } from "./rules.ts";

test("the template asks the project's question and lists its levels from the best", () => {
  const text = guidelineTemplate("How good?", [
    { name: "No", definition: "Off topic.", examples: "" },
    { name: "Yes", definition: "On | topic,\nfully.", examples: "a → b" },
  ]);
  expect(text.startsWith("# How good?\n")).toBe(true);
  expect(text).toContain("| **2 Yes** | On \\| topic, fully. | a → b |\n| **1 No** | Off topic. |  |");
});
