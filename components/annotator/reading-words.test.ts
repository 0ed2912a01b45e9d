import { expect, test } from "vitest";
import { goldReading } from "#lib/statistics/trust/gold-reading.ts";
import { readingInWords } from "./reading-words.ts";

const facts = (lean: number, noise: number) => {
  const answers = Array.from({ length: 20 }, (_, at) => {
    const expected = 1 + (at % 3);
    return { label: expected + lean + (at % 2 === 0 ? noise : 0), acceptable: [expected] };
  });
  const reading = goldReading(answers, 5, 0.7);
  if (reading.reason !== null) throw new Error(reading.reason);
  return Object.fromEntries(readingInWords(reading).map(({ name, value }) => [name, value]));
};

test("strict and lenient are told with how far, and their interval", () => {
  expect(facts(-1, 0).Lean).toMatch(/^1\.0 levels stricter than the gold \(95% interval \d\.\d to \d\.\d\)$/);
  expect(facts(1, 0).Lean).toMatch(/^1\.0 levels more lenient than the gold /);
  expect(facts(0, 0).Lean).toMatch(/^no clear lean \(95% interval −?0\.\d to 0\.\d levels\)$/);
});

test("noise, guesses and the accuracy without the lean each have their interval", () => {
  const said = facts(-1, 0);
  expect(said.Noise).toMatch(/^0\.\d levels \(95% interval 0\.\d to 0\.\d\)$/);
  expect(said.Guesses).toMatch(/^\d+% of answers \(95% interval \d+–\d+%\)$/);
  expect(said["Without the lean"]).toMatch(/^9\d% right \(95% interval \d+–\d+%\)$/);
});
