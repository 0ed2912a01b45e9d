// The words and figures that `npm run consensus` prints.

import { ALPHA_CUTS } from "#lib/agreement/rules.ts";
import type { Reason } from "#lib/labeling.ts";
import type { Alarm } from "#lib/statistics/aggregation/alarm.ts";
import type { Scores } from "#lib/statistics/aggregation/scores.ts";
import { krippendorffAlpha } from "#lib/statistics/agreement/alpha/alpha.ts";
import { clusterSpread } from "#lib/statistics/agreement/clusters/cluster-spread.ts";
import { clusterSums } from "#lib/statistics/agreement/clusters/cluster-sums.ts";
import { alphaOfRow } from "#lib/statistics/agreement/clusters/coefficient.ts";
import { teamScope } from "#lib/statistics/agreement/clusters/team-scope.ts";
import { gwetAc1 } from "#lib/statistics/agreement/gwet.ts";
import { agreementHeadline } from "#lib/statistics/agreement/headline.ts";
import { exactAgreement } from "#lib/statistics/agreement/percent.ts";
import { coverage, tally } from "#lib/statistics/counting/tally.ts";
import type { Row } from "./comparison.ts";
import type { Counts, Project } from "./project.ts";
import type { Scale } from "./scale.ts";

type Value = { readonly reason: Reason | null; readonly value?: unknown };
type Ends = { readonly lower: number; readonly upper: number };

/** A number with ten digits, to be held against other programs, or the reason for having none. */
function figure(found: Value): string {
  return found.reason === null ? (found.value as number).toFixed(10) : `undefined (${found.reason})`;
}

function ends(found: Value): string {
  if (found.reason !== null) return ` (no interval: ${found.reason})`;
  const { lower, upper } = found.value as Ends;
  return ` [${lower.toFixed(4)}, ${upper.toFixed(4)}]`;
}

export function describeCounts({ labeling, items, scale, gold, truth, counts }: Project): string[] {
  const { names, isOrdinal } = scale;
  const kind = isOrdinal ? `levels ${names[0]} to ${names.at(-1)}` : `classes ${names.join(", ")}`;
  const known = (bits: Int32Array) => bits.reduce((sum, bits) => sum + (bits === 0 ? 0 : 1), 0);
  return [
    `${labeling.item.length} labels, ${items.length} items, ${labeling.annotators} annotators, ${kind}`,
    ...leftOut(counts),
    ...(counts.truths > 0 ? [`${known(gold)} truths used as gold, ${known(truth)} for scoring`] : []),
  ];
}

function leftOut(counts: Counts): string[] {
  const lines: [number, string][] = [
    [counts.repeatedPairs, "repeated pairs of item and worker: the latest label counts"],
    [counts.leftOut, "labels left out at random by --max-per-item"],
    [counts.repeatedTruths, "repeated truths: the latest counts"],
    [counts.truthsOfUnknownItems, "truths of items without a label: not scored"],
    [counts.truthsOutsideScale, "truths outside the scale: not scored"],
  ];
  return lines.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
}

/** The agreement headline: alpha never alone. */
export function describeAgreement({ labeling, scale }: Project): string[] {
  return scale.isOrdinal ? ordinalHeadline(labeling) : nominalHeadline(labeling);
}

const LACKING = { items: "too few items", queries: "too few queries", variation: "too little variation" };

function ordinalHeadline(labeling: Project["labeling"]): string[] {
  const headline = agreementHeadline(labeling, { cuts: ALPHA_CUTS });
  const { alpha, team, annotatorsLikeThese, ac2, ac2Interval, exact, withinOne } = headline;
  const sums = tally(labeling);
  const chances = headline.chances.map(({ cut, probability }) =>
    probability === null ? "" : `, P(alpha >= ${cut}) = ${probability.toFixed(3)}`,
  );
  return [
    `ordinal alpha ${figure(alpha)}${ends(team)} for this team${chances.join("")}`,
    `  annotators like these:${ends(annotatorsLikeThese)}`,
    ...(headline.lacking === null ? [] : [`  ${LACKING[headline.lacking]} to judge`]),
    `nominal alpha ${figure(krippendorffAlpha(sums, "nominal"))}, interval alpha ${figure(krippendorffAlpha(sums, "interval"))}`,
    `exact agreement ${figure(exact)}, within one level ${figure(withinOne)}`,
    `quadratic AC2 ${figure(ac2)}${ends(ac2Interval)}`,
    `reliability of the mean ${figure(headline.reliabilityOfMean)}`,
    ...coverageOf(headline.pairableItems, headline.ratings, headline.annotators),
  ];
}

function nominalHeadline(labeling: Project["labeling"]): string[] {
  const sums = tally(labeling);
  const { pairableItems, ratings } = coverage(sums.pairs);
  const alpha = krippendorffAlpha(sums, "nominal");
  const team = teamScope(clusterSpread(clusterSums(sums, null), alphaOfRow("nominal")), 0.95);
  return [
    `nominal alpha ${figure(alpha)}${ends(team)} for this team`,
    `exact agreement ${figure(exactAgreement(sums))}`,
    `AC1 ${figure(gwetAc1(sums))}`,
    ...coverageOf(pairableItems, ratings, labeling.annotators),
  ];
}

function coverageOf(items: number, ratings: number, annotators: number): string[] {
  const each = items === 0 ? "" : ` (${(ratings / items).toFixed(2)} each)`;
  return [`${ratings} ratings on ${items} items with at least two${each}, ${annotators} annotators`];
}

const COLUMNS = ["accuracy", "MAE", "quadratic kappa", "log loss", "ECE"] as const;
const NAME_WIDTH = 14;
const LEAST_WIDTH = 8;

export function tableHeader(): string {
  return ["method".padEnd(NAME_WIDTH), ...COLUMNS.map((column) => column.padStart(LEAST_WIDTH))].join("  ");
}

/** One line of the table; distances mean nothing without an order. */
export function tableLine({ rule, scores, consensus }: Row, { names, isOrdinal }: Scale): string {
  const cells = scores.reason === null ? cellsOf(scores, isOrdinal) : COLUMNS.map(() => "-");
  const padded = cells.map((cell, c) => cell.padStart(Math.max(LEAST_WIDTH, (COLUMNS[c] as string).length)));
  return [rule.padEnd(NAME_WIDTH), ...padded].join("  ") + tellHandover(consensus, names);
}

function tellHandover({ used, reason, alarms }: Row["consensus"], names: Scale["names"]): string {
  if (reason === null) return "";
  if (reason === "few-answers") return `  fell back to ${used}: too few answers to know the annotators by`;
  return `  fell back to ${used}: ${alarms.map((alarm) => tellAlarm(alarm, names)).join(", ")}`;
}

function cellsOf(scores: Scores, isOrdinal: boolean): string[] {
  const { accuracy, meanAbsoluteError, quadraticKappa, logLoss, calibration } = scores;
  return [
    accuracy.toFixed(4),
    isOrdinal ? meanAbsoluteError.toFixed(4) : "-",
    isOrdinal && quadraticKappa.reason === null ? quadraticKappa.value.toFixed(4) : "-",
    logLoss?.toFixed(4) ?? "-",
    calibration?.error.toFixed(4) ?? "-",
  ];
}

function tellAlarm(alarm: Alarm, names: Scale["names"]): string {
  switch (alarm.kind) {
    case "class-vanished":
      return `label ${names[alarm.label]} vanished (probability ${alarm.share.toFixed(3)} on ${alarm.items} items that clearly speak for it)`;
    case "classes-switched":
      return `labels ${alarm.labels.map((label) => names[label]).join(" and ")} have each other's name`;
    case "scale-inverted":
      return `the scale stands on its head (correlation ${alarm.correlation.toFixed(3)} with the votes)`;
    case "ignores-votes":
      return `it ignores the votes (agreement ${alarm.agreement.toFixed(3)} beyond chance)`;
    case "follows-one-person":
      return `it follows one person (${alarm.share.toFixed(3)} of the probability in ${alarm.answers} answers against others)`;
  }
}
