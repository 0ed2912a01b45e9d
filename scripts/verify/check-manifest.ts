// Holds the manifest against what the files come to.
import { completeManifest, type Manifested } from "#lib/dataset/rules/manifest.ts";
import { versionFiles } from "#lib/dataset/rules/pieces.ts";
import type { Renaming } from "#lib/dataset/rules/renaming.ts";
import { canonicalJson } from "#lib/formats/canonical.ts";
import { differencesOf } from "./differences.ts";
import { type Findings, shown } from "./findings.ts";
import type { VersionFolder } from "./folder.ts";

type Made = {
  manifest: Manifested;
  renamed: Renaming;
  rows: ReadonlyMap<string, number>;
  /** Parts that this folder cannot say */
  unsure: ReadonlySet<string>;
};

/** What is computed of all judgments together. */
const FOLLOWING = new Set(["agreement", "bench", "gold_accuracy", "gold_scopes", "method", "trust"]);

/** @returns how many differences lie in parts that cannot be made again */
export function checkManifest(
  { manifest: told, text }: VersionFolder,
  { manifest, renamed, rows, unsure }: Made,
  findings: Findings,
): number {
  const files = versionFiles(told.parameters.formats, renamed.size).map(({ name, mediaType }) => {
    const { bytes = 0, sha256 = "" } = told.files.find((file) => file.name === name) ?? {};
    return { name, mediaType, bytes, sha256, rows: name === "guideline.md" ? null : (rows.get(name) ?? 0) };
  });
  const whole = completeManifest(manifest, renamed, files);
  // Gold that nobody answered has no row: the manifest alone says how much of it there is.
  whole.counts = { ...whole.counts, gold: told.counts.gold };
  const expected: unknown = JSON.parse(canonicalJson(whole));
  let soft = 0;
  const before = findings.count();
  for (const { path, actual, expected: should } of differencesOf(JSON.parse(text), expected)) {
    const [part = ""] = path.split(/[.[]/);
    if (unsure.has(part)) soft += 1;
    else
      findings.fault(
        "manifest.json",
        `manifest.json, ${path}: ${shown(actual)}, but the files come to ${shown(should)}.`,
        FOLLOWING.has(part) ? `manifest.json ${part}` : undefined,
      );
  }
  if (findings.count() === before && soft === 0 && text !== `${canonicalJson(whole)}\n`)
    findings.fault("manifest.json", "manifest.json: all values are right, but these are other bytes.");
  return soft;
}
