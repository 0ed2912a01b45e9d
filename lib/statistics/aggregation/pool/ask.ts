import { type ByItem, pickItems, ratingsOf, stretchOfItems } from "#lib/statistics/aggregation/by-item.ts";
import { expect, newExpected } from "#lib/statistics/aggregation/models/expectation.ts";
import { OPINIONS, type Opinions } from "./opinions.ts";
import { setSmoothedVotes } from "./smoothed-votes.ts";

/** What each opinion says of each level of some items. */
export type OpinionLogs = {
  readonly items: number;
  readonly levels: number;
  /** `logs[(item × K + level) × 5 + opinion]` = ln of the floored probability; void without ratings */
  readonly logs: Float64Array;
};

/** Added to every probability before its logarithm, so that nobody can forbid a level. */
const FLOOR = 0.001;
/** Items that are asked about at once. A table row of each annotator is read for them, so there are as many of them at least. */
const AT_ONCE = 8192;

/**
 * What opinions say of any answers of the same people; nothing is learned from them. Asked about the answers they were formed
 * from, they say what they said then, bit for bit: a model's posterior of an item follows from its table and the item's answers.
 * Source: C. Genest & J. V. Zidek, Combining probability distributions, Statistical Science 1, 1986, for the floor against vetoes.
 * @param part some items, the same annotators and levels
 * @returns ln((p + .001) / (1 + .001 K)) by item, level and opinion; 0 where an opinion is silent
 */
export function ask(opinions: Opinions, part: ByItem): OpinionLogs {
  return asker(opinions, part.items)(part);
}

/** The same of some of the items that they were formed from. */
export function askAbout(opinions: Opinions, items: readonly number[]): OpinionLogs {
  return ask(opinions, pickItems(opinions.index, items));
}

/**
 * Calls `visit` for every item that has ratings, with what is said of it: the logs of all items together take forty bytes an item and
 * level. What is said is valid until the next call.
 * @param visit is told the item, and its place in what is said
 */
export function askAboutAll(
  opinions: Opinions,
  visit: (item: number, said: OpinionLogs, place: number) => void,
): void {
  const { index } = opinions;
  const most = Math.min(index.items, Math.max(AT_ONCE, index.annotators));
  const askFor = asker(opinions, most);
  for (let from = 0; from < index.items; from += most) {
    const to = Math.min(index.items, from + most);
    const said = askFor(stretchOfItems(index, from, to));
    for (let item = from; item < to; item++) {
      if (ratingsOf(index, item) > 0) visit(item, said, item - from);
    }
  }
}

/** Asks again and again; what is said is written to the same place. @param most items at once */
function asker({ index, models, crowd, silent }: Opinions, most: number): (part: ByItem) => OpinionLogs {
  const { levels } = index;
  const expected = newExpected({ ...index, items: most }, true);
  const posterior = expected.posterior as Float64Array;
  const logs = new Float64Array(most * levels * OPINIONS.length);
  const none = new Int32Array(most);
  return (part) => {
    const cells = part.items * levels;
    OPINIONS.forEach((opinion, f) => {
      if (silent.includes(opinion)) return;
      posterior.fill(0);
      const model = models[f];
      if (model === undefined) setSmoothedVotes(part, crowd, posterior);
      else expect(part, none, model, expected);
      setLogs(posterior.subarray(0, cells), levels, f, logs);
    });
    return { items: part.items, levels, logs: logs.subarray(0, cells * OPINIONS.length) };
  };
}

/** Writes one opinion's I × K probabilities as logs. */
function setLogs(posterior: Float64Array, levels: number, opinion: number, logs: Float64Array): void {
  const whole = Math.log(1 + FLOOR * levels);
  for (let at = 0; at < posterior.length; at++) {
    logs[at * OPINIONS.length + opinion] = Math.log(posterior[at] + FLOOR) - whole;
  }
}
