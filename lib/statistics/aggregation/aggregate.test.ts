import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Labeling, labelingFromMatrix, labelingFromTriples } from "#lib/labeling.ts";
import { aggregate, MODEL_RULES, ORDINAL_RULES, RULES, ruleOf } from "./aggregate.ts";
import { byItem } from "./by-item.ts";
import { goldLabels } from "./gold-labels.ts";
import { dawidSkene } from "./models/dawid-skene.ts";
import { mace } from "./models/mace.ts";
import { oneCoin } from "./models/one-coin.ts";
import { summarize } from "./models/posterior.ts";
import { spamMixture } from "./models/spam-mixture.ts";
import { goldTrust, peerTrust } from "./peer-trust.ts";
import { carefulPeople, simulate } from "./published.fixture.ts";
import { majorityVote } from "./votes/majority.ts";
import { meanScore } from "./votes/mean.ts";
import { medianVote } from "./votes/median.ts";
import { trustWeightedVote } from "./votes/trust-weighted.ts";
import { voteConfidence } from "./votes/vote-confidence.ts";
import { VOTE_RULES } from "./votes/vote-rules.ts";
import { wawa } from "./votes/wawa.ts";

const crowd = [...carefulPeople(3), { spam: 1, bias: 0, noise: 1 }];
const simulated = simulate(crowd, { items: 60, each: 3, levels: 3, seed: 13 }).labeling;
const labeling: Labeling = { ...simulated, items: 61 };
const gold = goldLabels(61, [
  [0, [0]],
  [1, [1]],
  [2, [2]],
  [3, [0, 1]],
]);

test("ten rules, five of votes, four of models and their pool, three of them only for ordered scales", () => {
  expect(RULES).toEqual([...VOTE_RULES, ...MODEL_RULES, "pooled"]);
  expect(RULES.length).toBe(10);
  expect(ORDINAL_RULES).toEqual(["median", "mean", "spam-mixture"]);
});

describe("every rule", () => {
  test.each(RULES)("%s gives a label to every item with ratings, beside the majority", (rule) => {
    const found = aggregate(labeling, { rule, seeds: [1] });
    const majority = majorityVote(labeling);
    expect(found).toMatchObject({ rule, levels: 3, alarms: [] });
    expect([...found.majority]).toEqual([...majority.label]);
    expect([...found.tied]).toEqual([...majority.tied]);
    expect([...found.ratings]).toEqual([...majority.ratings]);
    expect(found).toMatchObject({ used: rule, reason: null });
    for (const labels of [found.label, found.mode]) {
      expect(labels[60]).toBe(-1);
      expect([...labels].filter((label) => label === -1).length).toBe(1);
    }
    expect(found.posterior.length).toBe(61 * 3);
    expect(found.hasConfidence).toBe(rule !== "median" && rule !== "mean");
    expect(found.model !== null).toBe(MODEL_RULES.some((model) => model === rule));
  });

  test("of 0 0 1 2 3 the majority says 0, the median 1", () => {
    const triples = [0, 0, 1, 2, 3].map((label, annotator) => [0, annotator, label] as const);
    const five = labelingFromTriples({ items: 1, annotators: 5, levels: 4 }, triples);
    expect(aggregate(five, { rule: "majority" }).label[0]).toBe(0);
    expect(aggregate(five, { rule: "median" }).label[0]).toBe(1);
  });

  test.each([
    ["one-coin", () => oneCoin(byItem(labeling), { gold })],
    ["dawid-skene", () => dawidSkene(byItem(labeling), { gold })],
    ["mace", () => mace(byItem(labeling), { gold, seeds: [4] })],
    ["spam-mixture", () => spamMixture(byItem(labeling), { gold })],
  ] as const)("%s holds to gold and gives the median of its posterior", (rule, fitAlone) => {
    const found = aggregate(labeling, { rule, gold, seeds: [4] });
    const { posterior } = fitAlone();
    expect([...found.posterior]).toEqual([...posterior]);
    const { median, mode } = summarize(posterior, 3);
    expect([...found.label]).toEqual([...median]);
    expect([...found.mode]).toEqual([...mode]);
    expect(found.model?.posterior).toBe(found.posterior);
    expect(found.label[2]).toBe(2);
  });

  test("models go without gold too, mace with its own ten seeds", () => {
    expect([...aggregate(labeling, { rule: "dawid-skene" }).posterior]).toEqual([
      ...dawidSkene(byItem(labeling)).posterior,
    ]);
    expect([...aggregate(labeling, { rule: "mace" }).posterior]).toEqual([
      ...mace(byItem(labeling)).posterior,
    ]);
  });

  test("the spam-mixture is held to gold", () => {
    expect([...aggregate(labeling, { rule: "spam-mixture", gold }).posterior]).toEqual([
      ...spamMixture(byItem(labeling), { gold }).posterior,
    ]);
  });
});

describe("voting rules", () => {
  test.each([
    ["median", () => medianVote(labeling)],
    ["wawa", () => wawa(labeling)],
    ["trust-weighted", () => trustWeightedVote(labeling, peerTrust(labeling))],
  ] as const)("%s gives its own winner and shares", (rule, voteAlone) => {
    const votes = voteAlone();
    const found = aggregate(labeling, { rule });
    expect([...found.label]).toEqual([...votes.label]);
    expect([...found.mode]).toEqual([...votes.label]);
    expect([...found.posterior]).toEqual([...votes.shares]);
    expect([...found.entropy]).toEqual([...summarize(votes.shares, 3).entropy]);
  });

  test("majority gives its own winner, with a confidence that one answer does not make certain", () => {
    const found = aggregate(labeling, { rule: "majority" });
    expect([...found.label]).toEqual([...majorityVote(labeling).label]);
    expect([...found.posterior]).toEqual([...voteConfidence(labeling)]);
  });

  test("trust comes from gold when there is any", () => {
    const byGold = trustWeightedVote(labeling, goldTrust(labeling, gold));
    expect([...aggregate(labeling, { rule: "trust-weighted", gold }).posterior]).toEqual([...byGold.shares]);
    const byPeers = trustWeightedVote(labeling, peerTrust(labeling));
    const none = new Int32Array(61);
    expect([...aggregate(labeling, { rule: "trust-weighted", gold: none }).posterior]).toEqual([
      ...byPeers.shares,
    ]);
  });

  test("the mean is rounded half up", () => {
    const five = labelingFromMatrix(
      [
        [0, 1],
        [1, 2],
        [0, 0],
        [4, 3],
        [0, 4],
        [null, null],
      ],
      5,
    );
    const known = goldLabels(6, [[2, [0]]]);
    const found = aggregate(five, { rule: "mean", gold: known });
    expect([...found.label]).toEqual([1, 2, 0, 4, 2, -1]);
    expect([...found.mode]).toEqual([...found.label]);
    // Without gold nothing can tell that both were wrong: the vote is tied, and 0 is the lower.
    expect([...aggregate(five, { rule: "mean" }).label]).toEqual([1, 2, 0, 4, 0, -1]);
    const all = meanScore(labeling).map((mean) => (mean === null ? -1 : Math.floor(mean + 0.5)));
    expect([...aggregate(labeling, { rule: "mean", gold }).label]).toEqual(all);
  });

  test("distances are expected from the label, also where it is not the median of the shares", () => {
    const five = labelingFromTriples(
      { items: 1, annotators: 5, levels: 4 },
      [0, 0, 1, 2, 3].map((level, annotator) => [0, annotator, level] as const),
    );
    const shares = voteConfidence(five);
    const { label, expectedError } = aggregate(five, { rule: "majority" });
    expect(label[0]).toBe(0);
    expect(expectedError[0]).toBeCloseTo(shares[1] + 2 * shares[2] + 3 * shares[3], 12);
  });
});

describe("without gold", () => {
  const answers = fc.array(fc.tuple(fc.nat(7), fc.nat(3), fc.nat(4)), { minLength: 1, maxLength: 40 });

  test.each(RULES)("%s gives no label that nobody gave on the item, whatever the answers", (rule) => {
    fc.assert(
      fc.property(answers, (triples) => {
        const found = labelingFromTriples({ items: 8, annotators: 4, levels: 5 }, triples);
        const { label } = aggregate(found, { rule, seeds: [1] });
        for (let i = 0; i < 8; i++) {
          const given = triples.filter(([item]) => item === i).map(([, , level]) => level);
          expect(given.length === 0 ? [-1] : given).toContain(label[i]);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("takes the plain vote, whole, where the rule has another label", () => {
    const { labeling: unsure } = simulate(carefulPeople(8, 1.6), { items: 300, each: 2, levels: 5, seed: 2 });
    const found = aggregate(unsure, { rule: "spam-mixture" });
    const free = summarize(spamMixture(byItem(unsure)).posterior, 5);
    const majority = majorityVote(unsure);
    const confidence = voteConfidence(unsure);
    const own = [...found.isOwnVote.keys()].filter((i) => found.isOwnVote[i] === 1);
    expect(own.length).toBeGreaterThan(10);
    for (const i of own) {
      expect(majority.shares[i * 5 + free.median[i]]).toBe(0);
      expect(found.label[i]).toBe(majority.label[i]);
      expect([...found.posterior.subarray(i * 5, i * 5 + 5)]).toEqual([
        ...confidence.subarray(i * 5, i * 5 + 5),
      ]);
      expect(ruleOf(found, i)).toBe("majority");
    }
    const other = found.isOwnVote.indexOf(0);
    expect(ruleOf(found, other)).toBe("spam-mixture");
    expect(found.label[other]).toBe(free.median[other]);
  });

  test("a model's most probable label is a choice, scored and handed out alike", () => {
    const free = summarize(spamMixture(byItem(labeling), { gold }).posterior, 3);
    const rule = "spam-mixture";
    expect([...aggregate(labeling, { rule, gold, decision: "most-probable" }).label]).toEqual([...free.mode]);
    expect([...aggregate(labeling, { rule, gold, decision: "least-distance" }).label]).toEqual([
      ...free.median,
    ]);
  });

  test("what has no order takes a model's most probable label", () => {
    const free = summarize(dawidSkene(byItem(labeling), { gold }).posterior, 3);
    const found = aggregate(labeling, { rule: "dawid-skene", gold, isOrdinal: false });
    expect([...found.label]).toEqual([...free.mode]);
  });
});

describe("a rule that knows too little of the people", () => {
  const few = labelingFromMatrix([[3], [3]], 5);

  test.each(["wawa", "trust-weighted", "pooled", ...MODEL_RULES] as const)(
    "%s hands over to the plain vote",
    (rule) => {
      const found = aggregate(few, { rule });
      expect(found).toMatchObject({ rule, used: "majority", reason: "few-answers", alarms: [], model: null });
      expect([...found.label]).toEqual([3, 3]);
      expect([...found.posterior]).toEqual([...voteConfidence(few)]);
    },
  );

  test.each(["majority", "median", "mean"] as const)("%s needs to know nobody", (rule) => {
    expect(aggregate(few, { rule })).toMatchObject({ used: rule, reason: null });
  });

  test("answered gold is trust enough for the weighted vote", () => {
    const found = aggregate(few, { rule: "trust-weighted", gold: goldLabels(2, [[1, [3]]]) });
    expect(found).toMatchObject({ used: "trust-weighted", reason: null });
    expect(aggregate(few, { rule: "wawa", gold: goldLabels(2, [[1, [3]]]) }).used).toBe("majority");
  });
});
