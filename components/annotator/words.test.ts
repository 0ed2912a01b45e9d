import { expect, test } from "vitest";
import type { StandingEvent } from "#lib/annotator/evidence/rules.ts";
import { goldAccuracy } from "#lib/statistics/trust/gold-accuracy.ts";
import { standingOf } from "#lib/statistics/trust/standing.ts";
import { accuracyInWords, eventInWords, inAllInWords, openInWords, recordedMissesInWords } from "./words.ts";

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
  expect(said("quiz-retry", score)).toBe("Failed the first round of the practice quiz: 4 of 6 right");
  expect(said("quiz-passed", score)).toBe("Passed the practice quiz: 4 of 6 right");
  expect(said("quiz-passed", { ...score, isNear: true })).toBe(
    "Passed the practice quiz: 4 of 6 right. Their answers in both rounds fit someone who reads the items.",
  );
});

test("a reinstatement counts one judgment and several", () => {
  expect(said("reinstated", { judgments: 1 })).toBe("Reinstated: 1 judgment counts again");
  expect(said("reinstated", { judgments: 2, surplus: 1 })).toBe(
    "Reinstated: 2 judgments count again, 1 surplus",
  );
});

const hits = (right: number, n: number) =>
  goldAccuracy(Array.from({ length: n }, (_, at) => ({ label: at < right ? 4 : 1, acceptable: [4] })));
const none = hits(0, 0);
const again = (accuracy: typeof none) => ({ by: "reinstated", afterSeq: 12, accuracy }) as const;
const chance = (accuracy: typeof none) => ({ by: "second-chance", afterSeq: 12, accuracy }) as const;

test("the list says which answers decide where not all of them do, and how many are missing", () => {
  const all = hits(4, 12);
  expect(openInWords({ all, since: null }, "probation")).toBe("");
  expect(openInWords({ all: none, since: null }, "probation")).toBe("No gold answers yet.");
  expect(openInWords({ all: hits(1, 4), since: null }, "probation")).toBe(
    "1 more gold answer needed to decide.",
  );
  expect(openInWords({ all, since: chance(none) }, "probation")).toBe(
    "No gold answers since their second chance. 5 more gold answers needed to decide.",
  );
  expect(openInWords({ all, since: again(hits(2, 3)) }, "probation")).toBe(
    "2 of 3 gold answers right since they were reinstated. 2 more gold answers needed to decide.",
  );
});

test("the list asks for no more answers about someone of whom something was decided", () => {
  expect(openInWords({ all: none, since: null }, "review")).toBe("No gold answers yet.");
  expect(openInWords({ all: hits(3, 4), since: null }, "trusted")).toBe("");
  expect(openInWords({ all: hits(4, 12), since: again(hits(1, 1)) }, "suspended")).toBe(
    "1 of 1 gold answer right since they were reinstated.",
  );
});

test("a person whose evidence started over is shown with their whole record", () => {
  const inAll = hits(4, 12);
  const since = { by: "reinstated", at: new Date(0) } as const;
  // Wilson 95% of 4 of 12 is .138 to .609 (Wilson 1927).
  const words =
    "In all: 4 of 12 gold answers right (33%, 95% interval 14–61%). Only answers since then decide.";
  expect(inAllInWords({ inAll, accuracy: none, since })).toBe(words);
  expect(inAllInWords({ inAll, accuracy: hits(1, 2), since })).toBe(words);
});

test("the whole record is not said twice where all of it decides", () => {
  const since = { by: "reinstated", at: new Date(0) } as const;
  expect(inAllInWords({ inAll: hits(4, 12), accuracy: hits(4, 12), since: null })).toBeNull();
  expect(inAllInWords({ inAll: hits(2, 2), accuracy: hits(2, 2), since })).toBeNull();
  expect(inAllInWords({ inAll: none, accuracy: none, since })).toBeNull();
});

test("the list of misses says how many there are, also where it is shorter", () => {
  const miss = { query: null, title: "TV", level: 1, acceptable: [4], reason: "" };
  const misses = (listed: number, of: number) =>
    recordedMissesInWords({ misses: Array<typeof miss>(listed).fill(miss), inAll: hits(3, 3 + of) });
  expect([misses(1, 1), misses(8, 8), misses(20, 31)]).toEqual([
    "1 miss in all, newest first",
    "8 misses in all, newest first",
    "Newest 20 of 31 misses",
  ]);
});
