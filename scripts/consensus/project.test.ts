import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readArguments } from "./arguments.ts";
import { compareRules } from "./comparison.ts";
import { readProject } from "./project.ts";
import { describeAgreement, describeCounts, tableHeader, tableLine } from "./report.ts";
import { writeConsensus } from "./written.ts";

const folder = mkdtempSync(path.join(tmpdir(), "consensus-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const read = (...words: string[]) => readProject(readArguments(words));

/** Twenty items of four levels, rated rightly by three people and wrongly by nobody. */
const CLEAN = file(
  "clean.csv",
  `item,worker,label\n${Array.from({ length: 60 }, (_, r) => `i${r % 20},w${Math.floor(r / 20)},${(r % 4) + 1}`).join("\n")}\n`,
);
const CLEAN_TRUTH = file(
  "clean-truth.csv",
  `truth,item\n${Array.from({ length: 20 }, (_, i) => `${(i % 4) + 1},i${i}`).join("\n")}\n`,
);

describe("readProject", () => {
  test("takes columns in any order, ids as strings, and counts what it cannot use", async () => {
    const labels = file(
      "l.csv",
      '\ufeffworker,Label,item,note\na,1,x,\na,2,x,\n"b, c",2,x,"q\nq"\nd,5,007,\nd,2,7,\n',
    );
    const truth = file("t.csv", "truth,item\n2,x\n9,7\n3,zz\n3,x\n");
    const project = await read("--labels", labels, "--truth", truth, "--levels", "5");
    expect(project.items).toEqual(["x", "007", "7"]);
    expect(project.counts).toEqual({
      labels: 5,
      repeatedPairs: 1,
      leftOut: 0,
      truths: 4,
      repeatedTruths: 1,
      truthsOfUnknownItems: 1,
      truthsOutsideScale: 1,
    });
    expect([...project.labeling.label]).toEqual([1, 1, 4, 1]);
    expect([...project.truth]).toEqual([0b100, 0, 0]);
    expect(describeCounts(project).slice(1, 5)).toEqual([
      "1 repeated pairs of item and worker: the latest label counts",
      "1 repeated truths: the latest counts",
      "1 truths of items without a label: not scored",
      "1 truths outside the scale: not scored",
    ]);
  });

  test("deals a share of the truths as gold and scores on the others, by seed", async () => {
    const deal = (seed: string) =>
      read("--labels", CLEAN, "--truth", CLEAN_TRUTH, "--gold-share", "0.25", "--seed", seed);
    const one = await deal("1");
    const goldItems = (key: Int32Array) => [...key.keys()].filter((i) => key[i] !== 0);
    expect(goldItems(one.gold)).toHaveLength(5);
    expect(goldItems(one.truth)).toHaveLength(15);
    expect(goldItems(one.gold).some((i) => one.truth[i] !== 0)).toBe(false);
    expect([...(await deal("1")).gold]).toEqual([...one.gold]);
    expect([...(await deal("2")).gold]).not.toEqual([...one.gold]);
  });

  test("leaves so many labels per item, drawn by seed", async () => {
    const project = await read("--labels", CLEAN, "--max-per-item", "2");
    expect(project.labeling.item.length).toBe(40);
    expect(project.counts.leftOut).toBe(20);
    const other = await read("--labels", CLEAN, "--max-per-item", "2", "--seed", "9");
    expect([...other.labeling.annotator]).not.toEqual([...project.labeling.annotator]);
  });

  test.each([
    ["item,worker\na,b\n", 'no column "label or level" among item, worker'],
    ["item,item,worker,label\na,a,b,1\n", 'two columns "item"'],
    ["item,worker,label\na,b\n", "Invalid Record Length"],
    ["item,worker,label\na,b,\n", "row 2: label or level is empty"],
    ["item,worker,label\n", "no rows"],
    ["", "the file is empty"],
  ])("refuses %j: %s", async (text, message) => {
    await expect(read("--labels", file("bad.csv", text))).rejects.toThrow(message);
  });

  test("refuses a file that is not there", async () => {
    await expect(read("--labels", path.join(folder, "none.csv"))).rejects.toThrow("none.csv: ENOENT");
  });
});

describe("what is printed", () => {
  test("every rule is right where everybody is, and alpha is 1", async () => {
    const project = await read("--labels", CLEAN, "--truth", CLEAN_TRUTH);
    const rows = [...compareRules(project)];
    expect(rows).toHaveLength(10);
    for (const row of rows)
      expect(tableLine(row, project.scale)).toMatch(/^[a-z-]+ +1\.0000 +0\.0000 +1\.0000/);
    expect(tableHeader()).toMatch(/^method +accuracy +MAE +quadratic kappa +log loss +ECE$/);
    expect(describeAgreement(project)[0]).toBe(
      "ordinal alpha 1.0000000000 (no interval: little-variation) for this team",
    );
  });

  test("names get no distances and no rule that needs an order", async () => {
    const project = await read("--labels", CLEAN, "--truth", CLEAN_TRUTH, "--nominal");
    const rows = [...compareRules(project)];
    expect(rows.map(({ rule }) => rule)).not.toContain("median");
    expect(rows).toHaveLength(7);
    expect(tableLine(rows[0] as (typeof rows)[0], project.scale)).toMatch(/^majority +1\.0000 +- +- /);
    expect(describeAgreement(project)[0]).toContain("nominal alpha 1.0000000000");
  });

  test("without truths only the default rule runs, and nothing is scored", async () => {
    const project = await read("--labels", CLEAN);
    const rows = [...compareRules(project)];
    expect(rows.map(({ rule }) => rule)).toEqual(["pooled"]);
    expect(tableLine(rows[0] as (typeof rows)[0], project.scale)).toMatch(/^pooled( +-){5}$/);
  });
});

test("the consensus is written as CSV, one line per item in their order", async () => {
  const project = await read("--labels", CLEAN, "--truth", CLEAN_TRUTH, "--gold-share", "0.5");
  const row = [...compareRules(project)].find(({ rule }) => rule === "spam-mixture");
  if (row === undefined) throw new Error("no default rule");
  const out = path.join(folder, "out.csv");
  await writeConsensus(out, project, row);
  const lines = readFileSync(out, "utf8").trim().split("\n");
  expect(lines[0]).toBe(
    "item,label,mode,majority,tied,p_1,p_2,p_3,p_4,expected_error,entropy,ratings,method,gold",
  );
  expect(lines).toHaveLength(21);
  expect(lines[3]?.startsWith("i2,3,3,3,0,")).toBe(true);
  expect(lines.filter((line) => line.endsWith(",3,spam-mixture,1"))).toHaveLength(10);
  await expect(writeConsensus(path.join(folder, "no", "out.csv"), project, row)).rejects.toThrow("ENOENT");
});
