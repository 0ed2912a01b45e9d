import { describe, expect, test } from "vitest";
import { type Labeling, labelingFromMatrix, labelingFromTriples } from "#lib/labeling.ts";
import { aggregate, MODEL_RULES, ORDINAL_RULES, RULES, VOTE_RULES } from "./aggregate.ts";
import { byItem } from "./by-item.ts";
import { dawidSkene } from "./dawid-skene.ts";
import { goldKey } from "./gold-key.ts";
import { mace } from "./mace.ts";
import { majorityVote } from "./majority.ts";
import { meanScore } from "./mean.ts";
import { medianVote } from "./median.ts";
import { oneCoin } from "./one-coin.ts";
import { goldTrust, peerTrust } from "./peer-trust.ts";
import { summarize } from "./posterior.ts";
import { carefulPeople, simulate } from "./published.ts";
import { spamMixture } from "./spam-mixture.ts";
import { trustWeightedVote } from "./trust-weighted.ts";
import { wawa } from "./wawa.ts";

const crowd = [...carefulPeople(3), { spam: 1, bias: 0, noise: 1 }];
const simulated = simulate(crowd, { items: 60, each: 3, levels: 3, seed: 13 }).labeling;
const labeling: Labeling = { ...simulated, items: 61 };
const gold = goldKey(61, [
  [0, [0]],
  [1, [1]],
  [2, [2]],
  [3, [0, 1]],
]);

test("nine rules, five of votes and four of models, three of them only for ordered scales", () => {
  expect(RULES).toEqual([...VOTE_RULES, ...MODEL_RULES]);
  expect(RULES.length).toBe(9);
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
    for (const labels of [found.label, found.median, found.mode]) {
      expect(labels[60]).toBe(-1);
      expect([...labels].filter((label) => label === -1).length).toBe(1);
    }
    expect(found.posterior.length).toBe(61 * 3);
    expect(found.hasConfidence).toBe(rule !== "median" && rule !== "mean");
    expect(found.model === null).toBe(VOTE_RULES.some((vote) => vote === rule));
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

  test("the spam-mixture is the default", () => {
    expect(aggregate(labeling).rule).toBe("spam-mixture");
    expect([...aggregate(labeling).posterior]).toEqual([...spamMixture(byItem(labeling)).posterior]);
  });
});

describe("voting rules", () => {
  test.each([
    ["majority", () => majorityVote(labeling)],
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
    const found = aggregate(
      labelingFromMatrix(
        [
          [0, 1],
          [1, 2],
          [0, 0],
          [4, 3],
          [null, null],
        ],
        5,
      ),
      { rule: "mean" },
    );
    expect([...found.label]).toEqual([1, 2, 0, 4, -1]);
    expect([...found.mode]).toEqual([...found.label]);
    expect([...found.median]).toEqual([...found.label]);
    const all = meanScore(labeling).map((mean) => (mean === null ? -1 : Math.floor(mean + 0.5)));
    expect([...aggregate(labeling, { rule: "mean" }).label]).toEqual(all);
  });
});

describe("a model that is not believed", () => {
  // One-coin collapses where the crowd leans to one level: most answers are 0 whatever the truth.
  const leaning = simulate(
    Array.from({ length: 12 }, () => ({ spam: 0.75, says: 0, bias: 0, noise: 0.3 })),
    { items: 200, each: 5, levels: 3, seed: 3 },
  ).labeling;

  test("gives way to the trust-weighted vote, and says why", () => {
    const found = aggregate(leaning, { rule: "one-coin" });
    expect(found.alarms.map(({ kind }) => kind)).toContain("class-vanished");
    const fallback = aggregate(leaning, { rule: "trust-weighted" });
    expect(found.rule).toBe("one-coin");
    expect([...found.label]).toEqual([...fallback.label]);
    expect([...found.posterior]).toEqual([...fallback.posterior]);
    expect(found.model).toBeNull();
    expect(found.hasConfidence).toBe(true);
  });

  test("takes the trust for that vote from gold", () => {
    const known = goldKey(200, [
      [0, [0]],
      [1, [1]],
      [2, [2]],
    ]);
    const found = aggregate(leaning, { rule: "one-coin", gold: known });
    expect(found.alarms.length).toBeGreaterThan(0);
    expect([...found.posterior]).toEqual([...trustWeightedVote(leaning, goldTrust(leaning, known)).shares]);
  });
});
