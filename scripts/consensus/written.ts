// Writes the consensus of every item as CSV.
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { csvLine } from "#lib/formats/csv.ts";
import { ruleOf } from "#lib/statistics/aggregation/aggregate.ts";
import { NO_LABEL } from "#lib/statistics/aggregation/votes/vote.ts";
import type { Row } from "./comparison.ts";
import type { Project } from "./project.ts";
import { BadInput } from "./table.ts";

/**
 * One line per item: label, most probable label, majority label with its tie, probability of each label, expected distance of the
 * truth from the label, entropy in nats, number of ratings, the rule that answered, and whether the item was gold.
 * @throws BadInput when the file cannot be written
 */
export async function writeConsensus(file: string, project: Project, row: Row): Promise<void> {
  try {
    await pipeline(Readable.from(lines(project, row)), createWriteStream(file));
  } catch (error) {
    throw new BadInput(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function* lines({ scale, items, gold }: Project, { consensus }: Row): Generator<string> {
  const { names, isOrdinal } = scale;
  const name = (label: number | undefined) => (label === NO_LABEL ? "" : (names[label as number] as string));
  const distances = isOrdinal ? ["expected_error"] : [];
  yield csvLine([
    ...["item", "label", "mode", "majority", "tied", ...names.map((label) => `p_${label}`)],
    ...[...distances, "entropy", "ratings", "method", "gold"],
  ]);
  for (const [i, item] of items.entries()) {
    const shares = consensus.posterior.subarray(i * names.length, (i + 1) * names.length);
    yield csvLine([
      ...[
        item,
        name(consensus.label[i]),
        name(consensus.mode[i]),
        name(consensus.majority[i]),
        String(consensus.tied[i]),
      ],
      ...Array.from(shares, String),
      ...distances.map(() => String(consensus.expectedError[i])),
      ...[
        String(consensus.entropy[i]),
        String(consensus.ratings[i]),
        ruleOf(consensus, i),
        gold[i] === 0 ? "0" : "1",
      ],
    ]);
  }
}
