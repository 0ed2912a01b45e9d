// `npm run bench -- import [--rows 1000000]`
//
// Imports a CSV of so many rows by the worker's own code in a process of its own, beside COPY of the very same rows into a table
// with the same columns, indexes, checks and keys as item: rows per second of each phase, memory, and the ratio to COPY.
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import type { Client } from "pg";
import { ROLES, writeFile } from "./import/file.ts";
import { copyItemsIn, copyItemsOut } from "./import/floor.ts";
import type { Told } from "./import/run.ts";
import { median, printRow } from "./queue/figures.ts";
import { openScratch, type Scratch } from "./queue/scratch.ts";

const FLOORS = 3;

export async function benchImport(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { rows: { type: "string", default: "1000000" } } });
  const rows = Number(values.rows);
  const data = mkdtempSync(path.join(tmpdir(), "assay-bench-import-"));
  chmodSync(data, 0o711);
  const scratch = await openScratch();
  try {
    const client = await scratch.connect();
    await makeStarted(client, data, rows);
    await measure(scratch, client, { data, rows });
    await client.end();
  } finally {
    await scratch.drop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** A project without items, with an import that is to be read. */
async function makeStarted(client: Client, data: string, rows: number): Promise<void> {
  mkdirSync(path.join(data, "uploads"));
  const { sha256, bytes } = await writeFile(path.join(data, "uploads"), rows);
  console.log(`\n${rows} rows, ${(bytes / 1e6).toFixed(0)} MB`);
  await client.query(
    `INSERT INTO project (id, name, question, relevant_from, last_import_no) VALUES ('bench', 'Bench of importing', 'How relevant?', 3, 1)`,
  );
  await client.query(
    "INSERT INTO level (project_id, value, name, gain) SELECT 'bench', v, 'L' || v, v - 1 FROM generate_series(1, 5) v",
  );
  await client.query(
    `INSERT INTO import (project_id, no, file_name, sha256, bytes, format, state, policy, field_roles)
     VALUES ('bench', 1, 'catalogue.csv', $1, $2, 'csv', 'running', 'all-or-nothing', $3)`,
    [sha256, bytes, JSON.stringify(ROLES)],
  );
}

async function measure(
  scratch: Scratch,
  client: Client,
  { data, rows }: { data: string; rows: number },
): Promise<void> {
  const told = await runInProcess(scratch.url, data);
  const { rows: found } = await client.query("SELECT state, rows_accepted AS accepted FROM import");
  if (found[0]?.state !== "done" || found[0]?.accepted !== rows)
    throw new Error(`The import ended otherwise: ${JSON.stringify(found)}`);
  const pace = (seconds: number) => `${(rows / seconds).toFixed(0)} rows/s`;
  printRow("import", `${told.seconds.toFixed(1)} s`, pace(told.seconds));
  for (const [phase, seconds] of Object.entries(told.phases))
    printRow(`phase ${phase}`, `${seconds.toFixed(1)} s`, pace(seconds));
  printRow("import: peak memory of the process", `${told.peakMb.toFixed(0)} MB`);
  const file = path.join(data, "items");
  await copyItemsOut(client, file);
  const floors: number[] = [];
  for (let run = 0; run < FLOORS; run++) floors.push(await copyItemsIn(client, file));
  const floor = median(floors);
  printRow(
    "COPY into a table like item, median of three",
    `${floor.toFixed(1)} s`,
    pace(floor),
    floors.map((seconds) => seconds.toFixed(1)).join(" "),
  );
  printRow("ratio", (floor / told.seconds).toFixed(2));
}

async function runInProcess(url: string, data: string): Promise<Told> {
  const words = ["--conditions=react-server", path.join(import.meta.dirname, "import/run.ts")];
  const child = spawn(process.execPath, words, {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      DATABASE_URL: url,
      ASSAY_DATA: data,
      AUTH_SECRET: "only-for-a-bench-only-for-a-bench-only-for-a-bench",
      NODE_ENV: "production",
    },
  });
  const said = await text(child.stdout);
  return JSON.parse(said.trim().split("\n").at(-1) ?? "") as Told;
}
