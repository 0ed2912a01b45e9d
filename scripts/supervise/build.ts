import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runStep } from "./step.ts";

const CHECKOUT = fileURLToPath(new URL("../../", import.meta.url));
const SCHEMA = ["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"];
const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
];
const CLIENT_RECORD = path.join(CHECKOUT, "generated", ".assay-schema");
const BUILD_RECORD = path.join(CHECKOUT, ".next", ".assay-build");

/** Generates the Prisma client when it is not that of this schema. */
export async function ensureClient(environment: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const digest = digestOf(SCHEMA);
  const isThere = existsSync(path.join(CHECKOUT, "generated/prisma/client.ts"));
  if (isThere && readRecord(CLIENT_RECORD) === digest) return;
  const { code, output, errors } = await runStep(
    ["node_modules/prisma/build/index.js", "generate"],
    environment,
    signal,
  );
  if (code !== 0) throw new Error(`The Prisma client could not be generated:\n${output}${errors}`);
  writeFileSync(CLIENT_RECORD, digest);
}

/** Builds the web server when its sources are not those of the last build. Returns whether it did. */
export async function ensureBuild(
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
  tell: (line: string) => void,
): Promise<boolean> {
  const digest = digestOf([...SOURCES, ...SCHEMA]);
  if (existsSync(path.join(CHECKOUT, ".next/BUILD_ID")) && readRecord(BUILD_RECORD) === digest) return false;
  tell("Building (about a minute) …");
  const { code, output, errors } = await runStep(
    ["node_modules/next/dist/bin/next", "build"],
    { ...environment, ...NOT_FOR_BUILDING },
    signal,
  );
  if (code !== 0) throw new Error(`The web server could not be built:\n${output}${errors}`);
  writeFileSync(BUILD_RECORD, digest);
  return true;
}

// A build asks no database and keeps no secret, but the modules that need them later check that they are set.
const NOT_FOR_BUILDING = {
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
  DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
  AUTH_SECRET: "only-while-building-only-while-building",
  ASSAY_DATA: "/nonexistent",
} as const;

/** One digest over files and folders with everything in them but tests. */
function digestOf(names: readonly string[]): string {
  const hash = createHash("sha256").update(process.versions.node);
  for (const file of names.flatMap(filesOf))
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(path.join(CHECKOUT, file)));
  return hash.digest("hex");
}

function filesOf(name: string): string[] {
  const at = path.join(CHECKOUT, name);
  if (!existsSync(at)) return [];
  if (path.extname(name) !== "") return [name];
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|guarantee)\.ts$/.test(entry.name))
    .map((entry) => path.relative(CHECKOUT, path.join(entry.parentPath, entry.name)))
    .sort();
}

function readRecord(file: string): string | null {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}
