import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import type { Result } from "./proofs/part.ts";

/** What a run was made with; taken down at its beginning, so that the load is that of the others. */
export type Setting = { commit: string; date: string; machine: string };

export type Row = Result & { part: string; seed: number };

const BEGIN = "<!-- results -->";
const END = "<!-- end of results -->";
const HEAD = [
  "| Part | Proof | Result | What it printed | Seed | Commit | Date | Environment |",
  "| --- | --- | --- | --- | --- | --- | --- | --- |",
];

export function readSetting(): Setting {
  const git = (...words: string[]) => execFileSync("git", words, { encoding: "utf8" }).trim();
  const isChanged = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs") !== "";
  const model = cpus()[0]?.model.trim() ?? "unknown";
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return {
    commit: git("rev-parse", "--short", "HEAD") + (isChanged ? " with changes" : ""),
    date: new Date().toISOString().slice(0, 10),
    machine: `${availableParallelism()} × ${model}, load ${load} before, Node ${process.versions.node}`,
  };
}

/** Brings the table of a file up to date: a row of a proof that is there already is replaced. */
export function writeReport(
  file: string,
  rows: readonly Row[],
  setting: Setting,
  postgres: string | null,
): void {
  const text = existsSync(file) ? readFileSync(file, "utf8") : `# Guarantees\n\n${BEGIN}\n${END}\n`;
  writeFileSync(file, withRows(text, rows, setting, postgres));
}

/** The text with the rows in its table. */
export function withRows(
  text: string,
  rows: readonly Row[],
  { commit, date, machine }: Setting,
  postgres: string | null,
): string {
  const [before, rest] = split(text, BEGIN);
  const [table, after] = split(rest, END);
  const kept = table
    .split("\n")
    .filter((line) => line.startsWith("| ") && !HEAD.includes(line))
    .map((line) => [keyOf(line.split(" | ")), line] as const);
  const lines = new Map(kept);
  for (const { part, name, hasPassed, told, seed } of rows) {
    const place = postgres === null ? machine : `${machine}, PostgreSQL ${postgres}`;
    const cells = [part, name, hasPassed ? "holds" : "**fails**", told, seed, commit, date, place];
    const line = `| ${cells.map((cell) => String(cell).replaceAll("|", "/")).join(" | ")} |`;
    lines.set(keyOf(line.split(" | ")), line);
  }
  return `${before}${BEGIN}\n\n${[...HEAD, ...lines.values()].join("\n")}\n\n${END}${after}`;
}

function keyOf(cells: readonly string[]): string {
  return cells.slice(0, 2).join(" | ");
}

function split(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`The report has no line "${mark}".`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
