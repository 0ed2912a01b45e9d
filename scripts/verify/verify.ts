// Verifies a downloaded version: its digests, its formats against each other, and its labels against its judgments.
import { makeContent } from "#lib/dataset/rules/content.ts";
import { canBuild } from "#lib/dataset/rules/label.ts";
import { TABLE_FORMATS } from "#lib/dataset/rules/pieces.ts";
import { VOTE_RULES } from "#lib/statistics/aggregation/votes/vote-rules.ts";
import type { Arguments } from "./arguments.ts";
import type { Unsure } from "./cells.ts";
import { checkJudgments } from "./check-judgments.ts";
import { checkLabels } from "./check-labels.ts";
import { checkManifest } from "./check-manifest.ts";
import { type Findings, newFindings, shown } from "./findings.ts";
import { checkDigests, openFolder, type VersionFolder } from "./folder.ts";
import { type Inputs, readInputs } from "./inputs.ts";
import { openTables } from "./tables.ts";

export type Verified = Findings & { readonly digest: string; readonly labels: number };

/** @throws UnusableFolder where nothing can be verified */
export async function verifyVersion({ folder: path, gold, digest }: Arguments): Promise<Verified> {
  const findings = newFindings();
  const folder = openFolder(path);
  if (digest !== null && digest !== folder.digest)
    findings.fault("", `manifest.json has the digest ${folder.digest}, not ${digest}.`);
  await checkDigests(folder, findings);
  const labels = await verifyContent(folder, gold ?? folder.place("gold.jsonl"), findings);
  return { ...findings, digest: folder.digest, labels };
}

async function verifyContent(
  folder: VersionFolder,
  gold: string | null,
  findings: Findings,
): Promise<number> {
  const { format, parameters } = folder.manifest;
  if (format !== 2 || !canBuild(parameters)) {
    findings.fault("", otherRule(format, parameters.rule));
    return 0;
  }
  const tables = await openTables(folder);
  const inputs = await readInputs(folder, tables, gold, findings);
  const { labels, manifest } = makeContent(inputs);
  const unsure = unsureOf(folder, inputs, gold === null);
  const checking = { ...{ folder, tables, inputs, labels, findings }, unsure: unsure.cells };
  const { renamed, rows } = await checkLabels(checking);
  const judged = await checkJudgments(checking);
  for (const format of TABLE_FORMATS) rows.set(`data/judgments.${format}`, judged);
  const soft = checkManifest(folder, { ...{ manifest, renamed, rows }, unsure: unsure.parts }, findings);
  unsure.tell(soft, findings);
  if (!inputs.knowsAgreement)
    findings.note(
      "Items were reopened or removed. Agreement is over judgments that the folder does not name.",
    );
  findings.note("The guideline is known by its SHA-256 only.");
  return labels.itemNos.length;
}

function otherRule(format: number, rule: number | undefined): string {
  const which = format === 2 ? `rule ${shown(rule ?? 1)}` : `format ${format}`;
  return `These labels were made by ${which}, which this release does not have. Use the release that made them.`;
}

/** What cannot be made again without more than the folder holds. */
function unsureOf({ manifest }: VersionFolder, inputs: Inputs, isWithoutGold: boolean) {
  const removed = inputs.gold.size - manifest.counts.gold;
  const hasModels = !VOTE_RULES.some((rule) => rule === manifest.parameters.method);
  const isUncertain = isWithoutGold && inputs.uncertain > 0;
  const byGold = isUncertain ? ["bench", "gold_scopes", "gold_accuracy"] : [];
  const byModels = isUncertain && hasModels ? ["method"] : [];
  const byRemoved = removed > 0 ? ["bench", "gold_scopes", "gold_accuracy", "trust", "method"] : [];
  const parts = new Set([...byGold, ...byModels, ...byRemoved]);
  if (!inputs.knowsAgreement) parts.add("agreement");
  const levels = manifest.scale.map(({ value }) => `dist_${value}`);
  const made = ["label", "label_name", "confidence", ...levels, "entropy", "expected_error", "method"];
  const columns = new Set(parts.has("method") ? made : []);
  if (removed > 0) columns.add("trust");
  const cells: Unsure = { columns, differences: 0 };
  return {
    ...{ parts, cells },
    /** @param soft differences of the manifest */
    tell(soft: number, findings: Findings) {
      const lacking = `the folder does not say all acceptable levels of ${inputs.uncertain} gold items`;
      const hint = "Download gold.jsonl of this version, and name it with --gold.";
      if (isUncertain && cells.differences > 0)
        findings.fault("", `${cells.differences} cells depend on gold, and ${lacking}. ${hint}`);
      else if (removed > 0 && cells.differences + soft > 0)
        findings.note(
          `${removed} gold items were removed. What rests on their answers is not in the folder.`,
        );
      else if (isUncertain && soft > 0)
        findings.note(`Figures of manifest.json on gold, because ${lacking}. ${hint}`);
    },
  };
}
