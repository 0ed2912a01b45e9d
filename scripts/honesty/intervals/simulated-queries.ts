// Simulated queries whose items are judged alike: some queries are clear and some are not, and people read a query their own way.
import { type Labeling, labelingFromTriples } from "#lib/labeling.ts";
import { createRandom } from "#lib/statistics/numeric/random.ts";
import { draw, drawLevel } from "./draw.ts";
import type { QueryPlan } from "./query-plans.ts";

const POPULATION = 3000;

/** A population of queries and the query of each item. */
export function simulateQueries(plan: QueryPlan, seed: number): { labeling: Labeling; queryOf: Int32Array } {
  const random = createRandom(seed);
  const triples: [number, number, number][] = [];
  const queryOf: number[] = [];
  const careless = Array.from({ length: plan.people }, () => 0.15 * random());
  const [least, most] = plan.items;
  for (let query = 0; query < POPULATION; query++) {
    const items = least + Math.floor(random() * (most - least + 1));
    const home = drawLevel(plan.levels, random);
    const doubt = random() < plan.hopeless ? 0.9 : plan.unclear * random() ** 2;
    const reading = careless.map(() => (random() < plan.misread ? (random() < 0.5 ? -1 : 1) : 0));
    for (let i = 0; i < items; i++) {
      const truth = random() < plan.home ? home : drawLevel(plan.levels, random);
      for (const who of draw(plan.people, plan.perItem, random)) {
        const isLost = random() < doubt + (careless[who] ?? 0);
        const level = isLost ? drawLevel(plan.levels, random) : truth + (reading[who] ?? 0);
        triples.push([queryOf.length, who, Math.min(plan.levels.length - 1, Math.max(0, level))]);
      }
      queryOf.push(query);
    }
  }
  const shape = { items: queryOf.length, annotators: plan.people, levels: plan.levels.length };
  return { labeling: labelingFromTriples(shape, triples), queryOf: Int32Array.from(queryOf) };
}
