// Which words of the files are which label.
import type { Arguments } from "./arguments.ts";
import { BadInput } from "./table.ts";

/** Labels 0..K-1 and the words they are written as. */
export type Scale = {
  readonly isOrdinal: boolean;
  /** K words; where the files hold whole numbers, those numbers */
  readonly names: readonly string[];
  /** Label of a word, undefined outside the scale */
  readonly labelOf: (word: string) => number | undefined;
};

const MOST_LEVELS = 31;

/**
 * The scale of the files: numbered levels, counted from 0 when a 0 occurs and from 1 otherwise, as many as declared or up to
 * the highest that occurs; or, for `nominal`, every word that occurs, in no order.
 * @throws BadInput when the words are not whole numbers, or more than 31
 */
export function scaleOf(
  labels: Iterable<string>,
  truths: Iterable<string>,
  asked: Arguments["scale"],
): Scale {
  const given = [...new Set(labels)];
  const all = [...new Set([...given, ...truths])];
  if (asked === "nominal") return nominalScale(all);
  const isNumber = (word: string) => /^\d+(\.0*)?$/.test(word);
  const strange = given.find((word) => !isNumber(word));
  if (strange !== undefined) {
    throw new BadInput(
      `label "${strange}" is not a level from 0 or 1 on: use --nominal for names without an order`,
    );
  }
  const values = all.filter(isNumber).map(Number);
  const from = values.includes(0) ? 0 : 1;
  const levels =
    asked === "found" ? values.reduce((most, value) => Math.max(most, value), 0) - from + 1 : asked;
  checkSize(levels);
  const outside = given.find((word) => Number(word) - from >= levels);
  if (outside !== undefined)
    throw new BadInput(`label ${outside} is not among the ${levels} levels from ${from} on`);
  const names = Array.from({ length: levels }, (_, label) => String(label + from));
  return {
    isOrdinal: true,
    names,
    labelOf: (word) => (isNumber(word) && Number(word) - from < levels ? Number(word) - from : undefined),
  };
}

function nominalScale(words: readonly string[]): Scale {
  checkSize(words.length);
  const names = [...words].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
  const labels = new Map(names.map((word, label) => [word, label]));
  return { isOrdinal: false, names, labelOf: (word) => labels.get(word) };
}

function checkSize(levels: number): void {
  if (levels > MOST_LEVELS)
    throw new BadInput(`${levels} different labels: at most ${MOST_LEVELS} are possible`);
  if (levels < 2) throw new BadInput("a scale needs at least two labels: declare it with --levels");
}
