import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelingFromTriples } from "#lib/labeling.ts";
import { aggregate } from "./aggregate.ts";
import { byItem } from "./by-item.ts";
import { goldLabels } from "./gold-labels.ts";
import type { Model } from "./models/model.ts";
import { decideAll } from "./pool/decision.ts";
import { OPINIONS, type Opinions, opinionsOf, silence } from "./pool/opinions.ts";
import { pooledConfidence } from "./pool/pooled.ts";
import { carefulPeople, simulate } from "./published.fixture.ts";
import { majorityVote } from "./votes/majority.ts";
import { voteConfidence } from "./votes/vote-confidence.ts";

describe("the pool", () => {
  const { labeling: unsure, truth } = simulate(carefulPeople(8, 1.4), {
    items: 200,
    each: 3,
    levels: 5,
    seed: 6,
  });
  const known = goldLabels(
    200,
    truth.slice(0, 60).map((actual, i) => [i, [actual]] as const),
  );

  test("hands out the most probable level that was given, with its probability, or the one with the least distance", () => {
    const found = aggregate(unsure, { rule: "pooled", gold: known });
    const posterior = pooledConfidence(unsure, { gold: known });
    expect(found).toMatchObject({
      used: "pooled",
      reason: null,
      alarms: [],
      model: null,
      hasConfidence: true,
    });
    expect([...found.posterior]).toEqual([...posterior]);
    expect([...found.label]).toEqual([...decideAll(byItem(unsure), posterior, "most-probable")]);
    const near = aggregate(unsure, { rule: "pooled", gold: known, decision: "least-distance" });
    expect([...near.label]).toEqual([...decideAll(byItem(unsure), posterior, "least-distance")]);
    expect([...near.mode]).toEqual([...found.label]);
    const all = (errors: Float64Array) => errors.reduce((sum, error) => sum + error, 0);
    expect(all(near.expectedError)).toBeLessThan(all(found.expectedError));
  });

  test("takes how gold was chosen and opinions that are known already", () => {
    const byLevel = aggregate(unsure, { rule: "pooled", gold: known, isGoldByLevel: true });
    expect([...byLevel.posterior]).toEqual([
      ...pooledConfidence(unsure, { gold: known, isGoldByLevel: true }),
    ]);
    const opinions = opinionsOf(unsure);
    expect(aggregate(unsure, { rule: "pooled", gold: known, opinions })).toEqual(
      aggregate(unsure, { rule: "pooled", gold: known }),
    );
  });

  test("keeps every label among the votes and every unanimous vote, with any gold", () => {
    const answers = fc.array(fc.tuple(fc.nat(7), fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 40 });
    const keys = fc.array(fc.tuple(fc.nat(7), fc.integer({ min: 1, max: 31 })), { maxLength: 6 });
    const decision = fc.constantFrom("most-probable" as const, "least-distance" as const);
    fc.assert(
      fc.property(answers, keys, decision, (triples, pairs, decision) => {
        const gold = new Int32Array(8);
        for (const [item, bits] of pairs) gold[item] = bits;
        const found = labelingFromTriples({ items: 8, annotators: 5, levels: 5 }, triples);
        const { label, mode, isOwnVote } = aggregate(found, { rule: "pooled", gold, decision });
        for (let i = 0; i < 8; i++) {
          const given = triples.filter(([item]) => item === i).map(([, , level]) => level);
          expect(given.length === 0 ? [-1] : given).toContain(label[i]);
          expect(given.length === 0 ? [-1] : given).toContain(mode[i]);
          expect(isOwnVote[i]).toBe(0);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("a model that is not believed", () => {
  // One-coin collapses where the crowd leans to one level: most answers are 0 whatever the truth, and none is compared.
  const leaning = simulate(
    Array.from({ length: 12 }, () => ({ spam: 0.75, says: 0, bias: 0, noise: 0.3 })),
    { items: 200, each: 1, levels: 3, seed: 3 },
  ).labeling;

  test("gives way to the pool of the other opinions, and says why", () => {
    const found = aggregate(leaning, { rule: "one-coin" });
    expect(found.alarms.map(({ kind }) => kind)).toContain("class-vanished");
    const opinions = silence(opinionsOf(leaning), ["one-coin"]);
    const others = pooledConfidence(leaning, { opinions });
    expect(found).toMatchObject({ rule: "one-coin", used: "pooled", reason: "model-alarms" });
    expect(found.silent).toContain("one-coin");
    expect([...found.posterior]).toEqual([...others]);
    expect([...found.label]).toEqual([...decideAll(byItem(leaning), others, "most-probable")]);
    expect(found.model).toBeNull();
    expect(found.hasConfidence).toBe(true);
  });

  test("gives way to the pool that gold weighs where there is gold", () => {
    const known = goldLabels(200, [
      [0, [0]],
      [1, [1]],
      [2, [2]],
    ]);
    const found = aggregate(leaning, { rule: "one-coin", gold: known });
    expect(found).toMatchObject({ used: "pooled", reason: "model-alarms" });
    const opinions = silence(opinionsOf(leaning), ["one-coin"]);
    expect([...found.posterior]).toEqual([...pooledConfidence(leaning, { opinions, gold: known })]);
  });

  test("a pool that is not believed gives way to the plain vote with its confidence, unless there is gold", () => {
    // Every opinion is flat but one, which says the opposite of the votes, surely.
    const { labeling: clear } = simulate(carefulPeople(12, 0.2), { items: 60, each: 4, levels: 2, seed: 1 });
    const votes = majorityVote(clear).label;
    const opposite: Model = {
      prior: Float64Array.of(0.5, 0.5),
      table: Float64Array.from({ length: 12 * 2 * 2 }, (_, cell) =>
        [1, 2].includes(cell % 4) ? 0.999 : 0.001,
      ),
    };
    const known = opinionsOf(clear);
    const opinions: Opinions = {
      ...known,
      models: [opposite, ...known.models.slice(1)],
      silent: OPINIONS.slice(1),
    };
    const found = aggregate(clear, { rule: "pooled", opinions });
    expect(found).toMatchObject({ used: "majority", reason: "model-alarms", model: null });
    expect([...found.label]).toEqual([...votes]);
    expect([...found.posterior]).toEqual([...voteConfidence(clear)]);
    const gold = goldLabels(60, [[0, [1 - votes[0]]]]);
    expect(aggregate(clear, { rule: "pooled", opinions, gold }).used).toBe("pooled");
  });
});
