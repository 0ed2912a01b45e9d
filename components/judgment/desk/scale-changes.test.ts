import { expect, test } from "vitest";
import { scaleChanges } from "./scale-changes.ts";

const level = (value: number, change = {}) => ({
  value,
  name: `Level ${value}`,
  definition: "Plain.",
  examples: "",
  ...change,
});
const texts = (change = {}, question = "How good?") => ({ question, levels: [level(1), level(2, change)] });

test("what reads otherwise on the scale is said in one sentence each, and nothing where all is as before", () => {
  expect(scaleChanges(texts(), texts())).toEqual([]);
  const after = texts({ name: "Fine", definition: "Better.", examples: "x → y" }, "How close?");
  expect(scaleChanges(texts(), after)).toEqual([
    "The question is now: How close?",
    "Level 2 was “Level 2” and is now “Fine”.",
    "Level 2 has a new definition: Better.",
    "Level 2 has new examples: x → y",
  ]);
  expect(scaleChanges(after, texts({ definition: "", examples: "" }, "How close?"))).toContain(
    "Level 2 has no definition now.",
  );
});
