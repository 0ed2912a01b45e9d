import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import type { Result } from "./proofs/part.ts";

/** What a run was made with. It is read at the start, so that the load is that of other programs. */
export type Setting = { commit: string; date: string; machine: string };

export type Row = Result & { part: string; seed: number };

/** The rows of one part that ran, and whether all of the part ran or only some of it. */
export type Run = { rows: readonly Row[]; isWhole: boolean };

type Table = { begin: string; end: string; head: readonly string[] };

const PROOFS: Table = {
  begin: "<!-- results -->",
  end: "<!-- end of results -->",
  head: ["Promise", "How it was tried", "Result", "Figures", "Machine", "Date"],
};
const BUGS: Table = {
  begin: "<!-- planted bugs -->",
  end: "<!-- end of planted bugs -->",
  head: ["Promise", "Bug that was planted", "Result", "Figures", "Machine", "Date"],
};
const RUNS: Table = {
  begin: "<!-- runs -->",
  end: "<!-- end of runs -->",
  head: ["Date", "Commit", "Seed", "Proof", "Result", "What it printed", "Machine"],
};

/** What each part tries. A planted bug names the promises that it breaks. */
const PROMISES: Record<string, string> = {
  functions: "I1–I9, live",
  http: "I1–I9, live",
  "http-two": "I1–I9, live",
  pooled: "I1–I9, live, pages",
  kills: "I1–I9, live",
  faults: "I1–I9, live",
  plants: "I1–I9, I11, live",
  sync: "I1",
  model: "I4–I6, I8, I11",
  twin: "I10",
  tells: "I10",
  collusion: "I10",
  spam: "labels",
};

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

/** Brings the tables of `guarantees.md` up to date, and adds what was printed to `guarantees-runs.md` beside it. */
export function writeReport(file: string, run: Run, setting: Setting, postgres: string | null): void {
  const machine = postgres === null ? setting.machine : `${setting.machine}, PostgreSQL ${postgres}`;
  const host = { ...setting, machine };
  const runs = file.replace(/(\.md)?$/, "-runs.md");
  writeFileSync(file, withResults(readOr(file, emptyText("Guarantees", PROOFS, BUGS)), run, host));
  writeFileSync(runs, withRuns(readOr(runs, emptyText("Runs of the proofs", RUNS)), run.rows, host));
}

/** The text with the newest result of every proof: a row of a proof that is there already is replaced. */
export function withResults(text: string, { rows, isWhole }: Run, setting: Setting): string {
  const parts = new Set(isWhole ? rows.map(({ part }) => `${part} · `) : []);
  const isKept = ([, how = ""]: readonly string[]) => ![...parts].some((part) => how.startsWith(part));
  const update = (before: string, table: Table, own: readonly Row[]) => {
    const lines = new Map(
      linesOf(before, table)
        .filter(isKept)
        .map((cells) => [cells[1], cells]),
    );
    for (const row of own) {
      const cells = resultCells(row, setting);
      lines.set(cells[1], cells);
    }
    return withTable(before, table, [...lines.values()]);
  };
  const ofProofs = update(
    text,
    PROOFS,
    rows.filter(({ breaks }) => breaks === undefined),
  );
  return update(
    ofProofs,
    BUGS,
    rows.filter(({ breaks }) => breaks !== undefined),
  );
}

/** The text with one more line per proof, the newest last. */
export function withRuns(text: string, rows: readonly Row[], { commit, date, machine }: Setting): string {
  const added = rows.map((row) => {
    const cells = [date, commit, String(row.seed), howOf(row), wordOf(row), row.told, machine];
    return cells.map(asCell);
  });
  return withTable(text, RUNS, [...linesOf(text, RUNS), ...added]);
}

function resultCells(row: Row, { commit, date, machine }: Setting): string[] {
  const promise = row.breaks?.join(", ") ?? PROMISES[row.part] ?? "";
  const host = machine.replace(/, load [\d.]+ before/, "");
  return [promise, howOf(row), wordOf(row), figuresOf(row.told), host, `${date} (${commit})`].map(asCell);
}

// "spam, consensus" of the part spam becomes "spam · consensus", and "twins, planted: late-gold" "twin · late-gold".
function howOf({ part, name }: Row): string {
  const [word = part] = part.split("-");
  const own = name.replace(/^(.*planted:|model against) /, "");
  return `${part} · ${own.startsWith(`${word}, `) ? own.slice(word.length + 2) : own}`;
}

/** A promise holds; a planted bug is caught. */
function wordOf({ hasPassed, breaks }: Row): string {
  if (breaks === undefined) return hasPassed ? "holds" : "**fails**";
  return hasPassed ? "caught" : "**missed**";
}

const ASIDE = /^(claim|submit|generator|seed) |^[\d.]+ s$| (stored|sent again|items paused by people)$/;

const LONGEST = 150;

/** What a proof printed, without speed, load and seed: its first figures, as many as one takes in at a glance. */
export function figuresOf(told: string): string {
  return told
    .replace(/^(not )?found(:| in) /, "")
    .split(" · ")
    .filter((piece) => !ASIDE.test(piece) && !piece.includes(" answers/s "))
    .reduce(
      (line, piece) => (line === "" || line.length + piece.length < LONGEST ? `${line} · ${piece}` : line),
      "",
    )
    .slice(" · ".length)
    .replaceAll(/(?<![\d.])\d{4,}(?![\d.])/g, (digits) => Number(digits).toLocaleString("en-US"))
    .replaceAll(/(\d) %/g, "$1%");
}

const asCell = (text: string) => text.replaceAll("|", "/").replaceAll("\n", " ");

const asLine = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

function linesOf(text: string, table: Table): string[][] {
  const [, rest] = split(text, table.begin);
  const lines = split(rest, table.end)[0].split("\n");
  return lines
    .filter((line) => line.startsWith("| "))
    .slice(2)
    .map((line) =>
      line
        .slice(2, -2)
        .split(" | ")
        .map((cell) => cell.trim()),
    );
}

function withTable(text: string, { begin, end, head }: Table, rows: readonly (readonly string[])[]): string {
  const [before, rest] = split(text, begin);
  const lines = [head, head.map(() => "---"), ...rows].map(asLine);
  return `${before}${begin}\n\n${lines.join("\n")}\n\n${end}${split(rest, end)[1]}`;
}

function emptyText(title: string, ...tables: readonly Table[]): string {
  return `# ${title}\n${tables.map(({ begin, end }) => `\n${begin}\n${end}\n`).join("")}`;
}

function readOr(file: string, other: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : other;
}

function split(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`The report has no line "${mark}".`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
