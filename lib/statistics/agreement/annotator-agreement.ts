import { type Defined, groupRatings, type Labeling } from "#lib/labeling.ts";
import { tally } from "#lib/statistics/counting/tally.ts";
import { agreementWeights, defaultValues, type Weights } from "#lib/statistics/counting/weights.ts";

/** One annotator held against the others who rated the same items. */
export type AnnotatorAgreement = Defined<{
  /** Mean over their items of the mean weight between their rating and each other one, 0..1. */
  readonly value: number;
  /** Mean of their value minus the mean of the others': positive = lenient; in the values' units. */
  readonly bias: number;
  /** Standard error of the bias over items; null with one item. */
  readonly biasError: number | null;
}> & {
  /** Items they rated that somebody else rated too. */
  readonly items: number;
};

/**
 * Agreement of each annotator with the others, their own ratings left out.
 *
 * What: for every item they share with others, the mean of w(own rating, other rating), then the mean over items; beside it
 * how much higher or lower they rate. An item they rated twice counts twice. Low agreement of everybody is a
 * hard project; low agreement of one is a conversation.
 * Shape: A entries in annotator order. Undefined: `no-pairs` when they share no item.
 * Cost: O(ratings * K). Nobody is compared with their own ratings.
 *
 * @param values the declared value of each level; 1..K when left out
 * @example Krippendorff's 4 observers x 12 units, unweighted: .815 .833 .700 .848
 */
export function annotatorAgreement(
  labeling: Labeling,
  weights: Weights = "unweighted",
  values: readonly number[] = defaultValues(labeling.levels),
): AnnotatorAgreement[] {
  const table = agreementWeights(weights, labeling.levels, values);
  const others = othersOf(labeling);
  const { start, rating } = groupRatings(labeling.annotator, labeling.annotators);
  return Array.from({ length: labeling.annotators }, (_, a) => {
    const own = rating.subarray(start[a], start[a + 1]);
    return against(labeling, table, values, own, others(own));
  });
}

/** Prepares a function that gives, for ratings of one annotator, the counts per level by others of each rated item. */
function othersOf(labeling: Labeling): (own: Int32Array) => (r: number) => Int32Array {
  const sums = tally(labeling);
  const { levels, histogram } = sums.classes;
  const classOf = sums.classOf();
  const { item, label } = labeling;
  return (own) => {
    const mine = new Map<number, Int32Array>();
    for (const r of own) {
      const at = item[r];
      const c = classOf[at];
      const left = mine.get(at) ?? histogram.slice(c * levels, (c + 1) * levels);
      left[label[r]] -= 1;
      mine.set(at, left);
    }
    return (r) => mine.get(item[r]) as Int32Array;
  };
}

function against(
  { label, levels }: Labeling,
  table: Float64Array,
  values: readonly number[],
  own: Int32Array,
  othersAt: (r: number) => Int32Array,
): AnnotatorAgreement {
  const differences: number[] = [];
  let agreement = 0;
  for (const r of own) {
    const level = label[r];
    let weight = 0;
    let value = 0;
    let ratings = 0;
    othersAt(r).forEach((count, k) => {
      ratings += count;
      weight += count * table[level * levels + k];
      value += count * values[k];
    });
    if (ratings === 0) continue;
    agreement += weight / ratings;
    differences.push(values[level] - value / ratings);
  }
  const items = differences.length;
  if (items === 0) return { value: null, reason: "no-pairs", items };
  const bias = differences.reduce((sum, difference) => sum + difference, 0) / items;
  const squares = differences.reduce((sum, difference) => sum + (difference - bias) ** 2, 0);
  const biasError = items < 2 ? null : Math.sqrt(squares / (items - 1) / items);
  return { reason: null, value: agreement / items, bias, biasError, items };
}
