// Finds the files of a version, and holds their digests against the manifest.
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import type { Parameters } from "#lib/dataset/rules/version.ts";
import { type Findings, shown } from "./findings.ts";

/** The folder cannot be verified at all; the message says why. */
export class UnusableFolder extends Error {}

const SHAPE = z.object({
  product: z.literal("assay"),
  format: z.int(),
  project: z.object({ id: z.string(), name: z.string(), question: z.string() }),
  simulated_crowd: z.boolean(),
  scale: z
    .array(z.object({ value: z.int(), name: z.string(), definition: z.string(), gain: z.number() }))
    .min(2),
  guideline_versions: z.array(z.int()),
  parameters: z.looseObject({
    method: z.string(),
    grades: z.array(z.int()),
    goldVersions: z.looseObject({}),
  }),
  counts: z.object({ gold: z.int() }),
  files: z.array(
    z.object({
      name: z.string(),
      mediaType: z.string(),
      bytes: z.int(),
      sha256: z.string(),
      rows: z.int().nullable(),
    }),
  ),
});

export type VersionManifest = Omit<z.output<typeof SHAPE>, "parameters"> & { parameters: Parameters };

export type VersionFolder = {
  manifest: VersionManifest;
  text: string;
  /** SHA-256 of the manifest, which is the digest of the version */
  digest: string;
  /** Where a file of the version lies, or null */
  place: (name: string) => string | null;
};

/** @throws UnusableFolder */
export function openFolder(folder: string): VersionFolder {
  const place = (name: string) => locate(folder, name);
  const found = place("manifest.json");
  if (found === null) throw new UnusableFolder(`There is no manifest.json in ${folder}.`);
  const bytes = readFileSync(found);
  const text = bytes.toString("utf8");
  const digest = createHash("sha256").update(bytes).digest("hex");
  let manifest: VersionManifest;
  try {
    manifest = SHAPE.parse(JSON.parse(text)) as unknown as VersionManifest;
  } catch {
    throw new UnusableFolder("manifest.json is damaged, or is not the manifest of a dataset version.");
  }
  return { manifest, text, digest, place };
}

/** Files downloaded one by one have the project and the version in front, and hyphens for slashes. */
function locate(folder: string, name: string): string | null {
  const whole = path.join(folder, name);
  if (existsSync(whole)) return whole;
  const ending = new RegExp(`^assay-.+-v\\d+-${name.replaceAll("/", "-").replaceAll(".", "\\.")}$`);
  const alike = existsSync(folder) ? readdirSync(folder).filter((one) => ending.test(one)) : [];
  if (alike.length > 1) throw new UnusableFolder(`${folder} holds ${name} of several versions.`);
  return alike[0] === undefined ? null : path.join(folder, alike[0]);
}

/** Each file must be there, with the bytes that the manifest names. */
export async function checkDigests({ manifest, place }: VersionFolder, findings: Findings): Promise<void> {
  for (const { name, sha256 } of manifest.files) {
    const found = place(name);
    if (found === null) {
      findings.fault(name, `${name} is missing.`);
      continue;
    }
    const hash = createHash("sha256");
    for await (const piece of createReadStream(found)) hash.update(piece as Buffer);
    const actual = hash.digest("hex");
    if (actual !== sha256)
      findings.fault("", `${name}: its SHA-256 is ${actual}, but manifest.json says ${shown(sha256)}.`);
  }
}
