import { canonicalJson } from "#lib/formats/canonical.ts";
import type { FrozenGold } from "./record.ts";

/**
 * The gold of a version as JSON Lines, one item each. It is no file of the version: whoever has it knows the answers, so it is
 * made only when somebody asks.
 */
export function goldLines(gold: readonly (FrozenGold & { externalId: string })[]): string {
  return gold
    .map(({ itemNo, externalId, levels, version, isInReview }) => {
      const row = { item_no: itemNo, item_id: externalId, levels, version, in_review: isInReview };
      return `${canonicalJson(row)}\n`;
    })
    .join("");
}
