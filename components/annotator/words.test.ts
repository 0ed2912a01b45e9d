import { expect, test } from "vitest";
import { goldAccuracy } from "#lib/statistics/trust/gold-accuracy.ts";
import { standingOf } from "#lib/statistics/trust/standing.ts";
import { accuracyInWords, numbersInWords, pieceInWords } from "./words.ts";

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

test("evidence is a plain sentence, and its likelihood ratio stands beside its limit", () => {
  const [piece] = verdict.evidence;
  if (!piece) throw new Error("no evidence");
  expect(pieceInWords(piece, 0.7)).toBe("Their first 14 gold answers fit someone who reads the items.");
  expect(numbersInWords(piece)).toBe(
    "Likelihood ratio: 1,212 to 1 for reading the items. The limit is 19 to 1 for reading the items. Based on 14 answers.",
  );
});
