// Findings of sections that were measured before, so that a long report can be measured in parts.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import type { Asked } from "./arguments.ts";
import type { Finding } from "./section.ts";
import type { RatedSet } from "./sets.ts";

const keptShape = z.object({
  /** What was asked and which sets were there; other questions have other answers */
  of: z.string(),
  finding: z.object({
    title: z.string(),
    text: z.array(z.string()),
    targets: z.array(z.object({ name: z.string(), measured: z.string(), isHeld: z.boolean() })),
  }),
});

/**
 * The finding of a section from the folder, or measured and put there.
 * @param folder of the findings, or null to keep none
 */
export async function findOnce(
  { folder, name }: { folder: string | null; name: string },
  { draws, seed, isQuick }: Asked,
  sets: readonly RatedSet[],
  measure: () => Promise<Finding>,
): Promise<Finding> {
  if (folder === null) return measure();
  const file = path.join(folder, `${name}.json`);
  const of = `${draws} draws, seed ${seed}${isQuick ? ", quick" : ""}: ${sets.map((set) => set.name).join(", ")}`;
  if (existsSync(file)) {
    const kept = keptShape.safeParse(JSON.parse(readFileSync(file, "utf8")));
    if (kept.success && kept.data.of === of) return kept.data.finding;
  }
  const finding = await measure();
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify({ of, finding }));
  return finding;
}
