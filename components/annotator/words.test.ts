import { expect, test } from "vitest";
import type { StandingEvent } from "#lib/annotator/evidence/rules.ts";
import { goldAccuracy } from "#lib/statistics/trust/gold-accuracy.ts";
import { standingOf } from "#lib/statistics/trust/standing.ts";
import { accuracyInWords, eventInWords } from "./words.ts";

const answers = Array.from({ length: 14 }, (_, at) => ({ label: at === 0 ? 1 : 4, acceptable: [4] }));
const gold = goldAccuracy(answers);
const verdict = standingOf({ gold, test: { decision: "good", llr: 7.1, at: 14, upper: 2.94, lower: -2.94 } });

test("what is known of a person is a sentence with its value, its interval, its n and what follows", () => {
  if (gold.reason !== null) throw new Error(gold.reason);
  expect(accuracyInWords(gold.exact, verdict)).toBe(
    "13 of 14 gold answers right (93%, 95% interval 69–99%). Enough to trust.",
  );
  expect(accuracyInWords(gold.exact, standingOf({ gold: gold }))).toMatch(/Not enough to decide yet\.$/);
});

const said = (kind: StandingEvent["kind"], facts: StandingEvent["facts"]) =>
  eventInWords({ no: 1, kind, facts, reason: "", by: null, at: new Date(0), evidence: [], wanted: 0.7 });

test("a quiz that was passed with the score that failed before says why", () => {
  const score = { right: 4, total: 6 };
  expect(said("quiz-retry", score)).toBe("Failed the first quiz round: 4 of 6 right");
  expect(said("quiz-passed", score)).toBe("Passed the quiz: 4 of 6 right");
  expect(said("quiz-passed", { ...score, isNear: true })).toBe(
    "Passed the quiz: 4 of 6 right. Their answers in both rounds fit someone who reads the items.",
  );
});

test("a reinstatement counts one judgment and several", () => {
  expect(said("reinstated", { judgments: 1 })).toBe("Reinstated: 1 judgment counts again");
  expect(said("reinstated", { judgments: 2, surplus: 1 })).toBe(
    "Reinstated: 2 judgments count again, 1 surplus",
  );
});
