import * as z from "zod";
import { exactName, pathNo } from "#lib/border.ts";
import type { LabelDecision } from "#lib/statistics/aggregation/pool/decision.ts";

/** How labels are made; the first is the default. */
export const METHODS = [
  "pooled",
  "spam-mixture",
  "dawid-skene",
  "mace",
  "one-coin",
  "trust-weighted",
  "wawa",
  "majority",
] as const;
export type Method = (typeof METHODS)[number];

/** Which level becomes the label; the first is the default. */
export const LABEL_DECISIONS = [
  "most-probable",
  "least-distance",
] as const satisfies readonly LabelDecision[];

/** The highest grade that qrels hold. */
export const MOST_GRADE = 127;

/** As the address of the page names it. */
export const labelDecisionSchema = z.enum(LABEL_DECISIONS).catch(LABEL_DECISIONS[0]);

export const freezeSchema = z.strictObject({
  method: z.enum(METHODS),
  decision: z.enum(LABEL_DECISIONS),
  /** Grade in qrels per level 1..K; whole numbers from 0 */
  grades: z
    .array(z.int("Enter whole numbers as grades.").min(0, "Enter grades of at least 0.").max(MOST_GRADE))
    .min(2)
    .max(7),
  /** How queries are called in qrels: by their own id, or as q1, q2 … with a table beside them */
  queryIds: z.enum(["own", "numbered"]),
});

export type FreezeInput = z.output<typeof freezeSchema>;

/** A version as its path names it. */
export const versionPathSchema = z.object({ version: pathNo });

const filePath = z
  .array(exactName)
  .max(10)
  .transform((parts) => parts.join("/"));

/** A file of a version as its path names it. */
export const fileSchema = z.object({ version: pathNo, name: filePath });

/** A file for another tool, made of a version. */
export const profileSchema = z.object({ version: pathNo, profile: filePath });
