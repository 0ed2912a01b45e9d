import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterEach, describe, expect, test } from "vitest";
import { METHODS } from "#lib/dataset/schema.ts";
import { canonicalJson } from "#lib/formats/canonical.ts";
import { type CellKind, parquetTable } from "#lib/formats/parquet.ts";
import { UnusableFolder } from "./folder.ts";
import { verifyVersion } from "./verify.ts";
import { tamper, writeGold, writeVersion } from "./version.fixture.ts";

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function version(method: (typeof METHODS)[number] = "pooled", hasGold = true): string {
  const folder = writeVersion(method);
  if (hasGold) writeGold(folder);
  made.push(folder);
  return folder;
}

async function verify(folder: string, digest: string | null = null) {
  const verified = await verifyVersion({ folder, gold: null, digest });
  return { ...verified, faults: verified.faults() };
}
const read = (folder: string, name: string) => readFileSync(path.join(folder, name), "utf8");

/** One line of a text file, changed. */
const line = (at: number, change: (text: string) => string) => (content: Buffer) =>
  content
    .toString("utf8")
    .split("\n")
    .map((text, position) => (position === at ? change(text) : text))
    .join("\n");

/** The row of JSON Lines with these values, changed. */
const row = (wanted: object, change: object) => (content: Buffer) =>
  content
    .toString("utf8")
    .split("\n")
    .map((text) => {
      if (text === "") return text;
      const value = JSON.parse(text);
      const isWanted = Object.entries(wanted).every(([key, part]) => value[key] === part);
      return isWanted ? canonicalJson({ ...value, ...change }) : text;
    })
    .join("\n");

describe("a version that nobody changed", () => {
  test.each(METHODS)("by %s is verified with its gold", async (method) => {
    const { faults, labels } = await verify(version(method));
    expect(faults).toEqual([]);
    expect(labels).toBe(56);
  });

  test.each(["majority", "wawa", "trust-weighted"] as const)(
    "by the votes of %s is verified without its gold",
    async (method) => {
      expect((await verify(version(method, false))).faults).toEqual([]);
    },
  );

  test("by a model asks for the gold where the judgments do not say all of it", async () => {
    const { faults } = await verify(version("pooled", false));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/depend on gold.*--gold/);
  });

  test("is verified from files that were downloaded one by one", async () => {
    const folder = version();
    for (const name of ["labels.csv", "labels.jsonl", "labels.parquet", "judgments.parquet"])
      renameSync(path.join(folder, "data", name), path.join(folder, `assay-p-v1-data-${name}`));
    renameSync(path.join(folder, "manifest.json"), path.join(folder, "assay-p-v1-manifest.json"));
    expect((await verify(folder)).faults).toEqual([]);
  });
});

describe("one flipped byte is found by name", () => {
  test.each([
    "data/labels.csv",
    "data/labels.jsonl",
    "data/labels.parquet",
    "data/judgments.csv",
    "data/judgments.jsonl",
    "data/judgments.parquet",
    "qrels.txt",
    "queries.tsv",
    "documents.tsv",
    "guideline.md",
  ])("in %s", async (name) => {
    const folder = version();
    const content = readFileSync(path.join(folder, name));
    const at = content.length >> 1;
    content[at] = (content[at] as number) ^ 1;
    writeFileSync(path.join(folder, name), content);
    const { faults } = await verify(folder);
    expect(faults[0]).toMatch(`${name}: its SHA-256 is `);
  });

  test.each(["data/labels", "data/judgments"])("in %s.parquet, also with another digest", async (table) => {
    const folder = version();
    tamper(folder, `${table}.parquet`, (content) => {
      const copy = Buffer.from(content);
      copy[200] = (copy[200] as number) ^ 1;
      return copy;
    });
    expect((await verify(folder)).faults.join("\n")).toContain(`${table}.parquet`);
  });

  test.each(["qrels.txt", "queries.tsv", "documents.tsv"])(
    "in %s, also with another digest",
    async (name) => {
      const folder = version();
      tamper(
        folder,
        name,
        line(0, (text) => `${text.slice(0, -1)}~`),
      );
      expect((await verify(folder)).faults).toEqual([expect.stringContaining(`${name}, row 1, column `)]);
    },
  );
});

describe("one changed level is found by name, also with another digest", () => {
  test("in one format", async () => {
    const folder = version();
    const wanted = { seq: 42 };
    const { level } = JSON.parse(
      read(folder, "data/judgments.jsonl")
        .split("\n")
        .find((text) => text.includes('"seq":42,')) ?? "",
    );
    tamper(folder, "data/judgments.jsonl", row(wanted, { level: 6 - level || 1 }));
    const { faults } = await verify(folder);
    expect(faults[0]).toMatch(
      /^data\/judgments\.jsonl, row \d+ \(item_no \d+, seq 42\), column level: "\d", but data\/judgments\.parquet and data\/judgments\.csv say "\d"\.$/,
    );
  });

  test("in the label of one format", async () => {
    const folder = version();
    tamper(folder, "data/labels.csv", (content) =>
      content
        .toString("utf8")
        .replace(/^(5,d5,own 1,"query, 1",)(\d)/m, (_, head, label) =>
          `${head}${6 - label || 2}`.replace(/3$/, "2"),
        ),
    );
    expect((await verify(folder)).faults).toEqual([
      expect.stringMatching(/^data\/labels\.csv, row 4 \(item_no 5\), column label: /),
    ]);
  });

  test("in every format, by the item and the votes that are not what the judgments come to", async () => {
    const folder = version();
    await tamperTable(folder, "data/judgments", { seq: 42 }, (value) => ({
      level: value.level === 5 ? 1 : 5,
    }));
    const { faults } = await verify(folder);
    const itemNo = JSON.parse(
      read(folder, "data/judgments.jsonl")
        .split("\n")
        .find((text) => text.includes('"seq":42,')) ?? "",
    ).item_no;
    expect(
      faults.filter((fault) => fault.includes(`(item_no ${itemNo})`) && fault.includes("votes_")),
    ).toHaveLength(2);
  });

  test("in the label of every format", async () => {
    const folder = version();
    await tamperTable(folder, "data/labels", { item_no: 5 }, (value) => ({
      label: value.label === 5 ? 1 : 5,
    }));
    expect((await verify(folder)).faults[0]).toMatch(
      /^data\/labels, row 4 \(item_no 5\), column label: "\d", but the judgments come to "\d"\.$/,
    );
  });
});

describe("one changed gold key is found by name, also with another digest", () => {
  test("in the gold that lies beside the files", async () => {
    const folder = version("pooled", false);
    writeGold(folder, (levels, itemNo) => (itemNo === 29 ? [4] : levels));
    expect((await verify(folder)).faults[0]).toMatch(
      /^gold\.jsonl, row 4 \(item_no 29\), levels: \[4\], but the judgments call level \d (right|wrong)\.$/,
    );
  });

  test("in the manifest", async () => {
    const folder = version();
    const manifest = JSON.parse(read(folder, "manifest.json"));
    delete manifest.parameters.goldVersions[29];
    writeFileSync(path.join(folder, "manifest.json"), `${canonicalJson(manifest)}\n`);
    const { faults } = await verify(folder);
    expect(faults).toContain("gold.jsonl: item_no 29 is no gold in manifest.json.");
    expect(faults.join("\n")).toMatch(
      /data\/judgments, row \d+ \(item_no 29, seq \d+\), column is_gold: "true"/,
    );
  });

  test("in the rows that say who was right", async () => {
    const folder = version();
    await tamperTable(folder, "data/judgments", { item_no: 29 }, (value) => ({ correct: !value.correct }));
    expect((await verify(folder)).faults.join("\n")).toMatch(
      /^gold\.jsonl, row 4 \(item_no 29\), levels: \[5\]/m,
    );
  });
});

describe("one changed text of an item is found by name, also with another digest", () => {
  test.each([
    ["data/labels.csv", (text: string) => text.replace("'=title 8", "'=title 9")],
    ["data/labels.jsonl", (text: string) => text.replace('"=title 8"', '"=title 9"')],
  ])("in %s", async (name, change) => {
    const folder = version();
    tamper(folder, name, (content) => change(content.toString("utf8")));
    expect((await verify(folder)).faults).toEqual([
      expect.stringContaining(
        `${name}, row 7 (item_no 8), column source_title: "=title 9", but data/labels.`,
      ),
    ]);
  });

  test("in data/labels.parquet", async () => {
    const folder = version();
    await tamperParquet(folder, "data/labels", { item_no: 8 }, () => ({ source_title: "=title 9" }));
    expect((await verify(folder)).faults).toEqual([
      'data/labels.parquet, row 7 (item_no 8), column source_title: "=title 9", but data/labels.jsonl and data/labels.csv say "=title 8".',
    ]);
  });

  test("in every format, where the digest of the version is known", async () => {
    const folder = version();
    const digest = (await verify(folder)).digest;
    await tamperTable(folder, "data/labels", { item_no: 8 }, () => ({ source_title: "other" }));
    const { faults, digest: other } = await verify(folder, digest);
    expect(faults).toEqual([`manifest.json has the digest ${other}, not ${digest}.`]);
  });
});

describe("a folder that is not whole", () => {
  test("is told which file is missing, and the rest is verified", async () => {
    const folder = version();
    rmSync(path.join(folder, "data/labels.parquet"));
    rmSync(path.join(folder, "qrels.txt"));
    expect((await verify(folder)).faults).toEqual([
      "data/labels.parquet is missing.",
      "qrels.txt is missing.",
    ]);
  });

  test("is told which rows are missing or cannot be read", async () => {
    const folder = version();
    tamper(
      folder,
      "data/labels.jsonl",
      line(9, () => "{"),
    );
    tamper(folder, "data/judgments.csv", (content) => content.toString("utf8").replace(/^50,[^\n]*\n/m, ""));
    const { faults } = await verify(folder);
    expect(faults).toContain("data/labels.jsonl, row 10 is not valid JSON.");
    expect(faults.join("\n")).toMatch(/^data\/judgments\.csv has no row with item_no \d+, seq 50\.$/m);
  });

  test("without a manifest cannot be verified", async () => {
    const folder = version();
    rmSync(path.join(folder, "manifest.json"));
    await expect(verify(folder)).rejects.toThrow(UnusableFolder);
  });
});

test("labels by another rule are not called wrong: the release that made them is asked for", async () => {
  const folder = version();
  const manifest = JSON.parse(read(folder, "manifest.json"));
  manifest.parameters.rule = 2;
  writeFileSync(path.join(folder, "manifest.json"), `${canonicalJson(manifest)}\n`);
  expect((await verify(folder)).faults).toEqual([
    "These labels were made by rule 2, which this release does not have. Use the release that made them.",
  ]);
});

type Value = Record<string, string | number | boolean | null>;
type Change = (value: Value) => Value;

/** Changes rows in all three formats alike. */
async function tamperTable(folder: string, table: string, wanted: object, change: Change): Promise<void> {
  const rows = read(folder, `${table}.jsonl`)
    .split("\n")
    .slice(0, -1)
    .map((text) => JSON.parse(text) as Value);
  const isWanted = (value: Value) => Object.entries(wanted).every(([key, part]) => value[key] === part);
  await tamperParquet(folder, table, wanted, change);
  tamper(folder, `${table}.jsonl`, () =>
    rows
      .map((value) => `${canonicalJson(isWanted(value) ? { ...value, ...change(value) } : value)}\n`)
      .join(""),
  );
  const { parse } = await import("csv-parse/sync");
  const { csvLines } = await import("#lib/formats/delimited.ts");
  tamper(folder, `${table}.csv`, (content) => {
    const [header = [], ...cells] = parse(content, { record_delimiter: "\n" }) as string[][];
    rows.forEach((value, at) => {
      if (!isWanted(value)) return;
      for (const [key, part] of Object.entries(change(value)))
        (cells[at] as string[])[header.indexOf(key)] = String(part);
    });
    return csvLines([header, ...cells]);
  });
}

const KINDS: Readonly<Record<string, CellKind>> = {
  INT32: "integer",
  INT64: "long",
  DOUBLE: "real",
  BYTE_ARRAY: "text",
  BOOLEAN: "flag",
};

async function tamperParquet(folder: string, table: string, wanted: object, change: Change): Promise<void> {
  const bytes = readFileSync(path.join(folder, `${table}.parquet`));
  const file = new Uint8Array(bytes).buffer;
  const { parquetMetadata } = await import("hyparquet");
  const columns = parquetMetadata(file)
    .schema.slice(1)
    .map(({ name, type, logical_type: logical }) => ({
      name,
      kind: logical?.type === "TIMESTAMP" ? ("time" as const) : (KINDS[type ?? ""] ?? ("text" as const)),
    }));
  const rows = await parquetReadObjects({ file });
  const writer = parquetTable(columns);
  const pieces: Uint8Array[] = [];
  for (const value of rows) {
    const plain = Object.fromEntries(
      Object.entries(value).map(([key, part]) => [
        key,
        typeof part === "bigint" ? Number(part) : part instanceof Date ? part.toISOString() : part,
      ]),
    ) as Value;
    const isWanted = Object.entries(wanted).every(([key, part]) => plain[key] === part);
    const changed = isWanted ? { ...plain, ...change(plain) } : plain;
    const piece = writer.add(columns.map(({ name }) => changed[name] ?? null));
    if (piece !== null) pieces.push(piece.slice());
  }
  tamper(folder, `${table}.parquet`, () => Buffer.concat([...pieces, writer.end()]));
}
