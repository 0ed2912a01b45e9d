import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACCESS_PLANTS } from "./plants/accesses.ts";
import { WAYS_AROUND_DOORS } from "./plants/around-doors.ts";
import { WAYS_AROUND_IMPORTS } from "./plants/around-imports.ts";
import { BOUND_PLANTS } from "./plants/bounds.ts";
import { DRAWER_PLANTS } from "./plants/drawers.ts";
import { FORM_PLANTS } from "./plants/forms.ts";
import { HEALTHY } from "./plants/healthy.ts";
import { IMPORT_PLANTS } from "./plants/imports.ts";
import type { Plant } from "./plants/plant.ts";
import { PROJECT_PLANTS } from "./plants/projects.ts";
import { WHOLE_PLANTS } from "./plants/whole-projects.ts";
import { WRITE_PLANTS } from "./plants/writes.ts";

type Finding = { rule: string; where: string; what: string };
type Check = (root: string) => Finding[] | Promise<Finding[]>;

const project = path.dirname(path.dirname(import.meta.dirname));
const root = mkdtempSync(path.join(tmpdir(), "assay-check-"));

beforeAll(() => {
  for (const [file, text] of Object.entries(HEALTHY)) write(file, text);
  copyFileSync(path.join(project, "knip.json"), path.join(root, "knip.json"));
  symlinkSync(path.join(project, "node_modules"), path.join(root, "node_modules"), "junction");
});

afterAll(() => rmSync(root, { recursive: true }));

describe("the rules of imports, names and syntax", () => {
  const groups = groupsOf([
    ...IMPORT_PLANTS,
    ...FORM_PLANTS,
    ...WAYS_AROUND_IMPORTS,
    ...WAYS_AROUND_DOORS,
    ...BOUND_PLANTS,
    ...DRAWER_PLANTS,
    ...WRITE_PLANTS,
    ...ACCESS_PLANTS,
    ...PROJECT_PLANTS,
    ...WHOLE_PLANTS,
  ]);
  const found = new Map<readonly Plant[], Promise<Finding[]>>();
  const findingsOf = (group: readonly Plant[]) => {
    const own = found.get(group) ?? withPlant(Object.assign({}, ...group.map(filesOf)), findBroken);
    found.set(group, own);
    return own;
  };

  test("hold in the healthy tree", async () => {
    expect(await findBroken()).toEqual([]);
  });

  test.each(groups.flatMap((group) => group.map((plant) => ({ ...plant, plant, group }))))(
    "rule $rule is broken by: $form",
    async ({ plant: { rule, file, beside = {} }, group }) => {
      const found = await findingsOf(group);
      const locations = found.filter((finding) => finding.rule === rule).map((finding) => finding.where);
      // A circle is told from the first of its files in the alphabet.
      const files = rule === "1" ? [...Object.keys(HEALTHY), ...Object.keys(beside)] : [file];
      expect(
        locations
          .map((location) => location.replace(/:\d+$/, ""))
          .filter((location) =>
            files.some((one) => one === location || path.posix.dirname(one) === location),
          ),
      ).not.toEqual([]);
    },
  );
});

describe("rule 8", () => {
  const lengthened = (files: number, lines: number) =>
    Object.fromEntries(
      Array.from({ length: files }, (_, at) => [
        `guarantee/${String.fromCharCode(97 + (at % 4))}/f${at}.ts`,
        "export const a = 1;\n".repeat(lines),
      ]),
    );
  const sizes = async (files: Record<string, string>) => {
    const checkStructure = await load("structure.mjs", "checkStructure");
    const found = await withPlant(files, checkStructure);
    return found.filter(({ rule, where }) => rule === "8" && where === ".").map(({ what }) => what);
  };

  test("is broken when half of the files are longer than 60 lines", async () => {
    expect(await sizes(lengthened(60, 60))).toEqual([]);
    expect(await sizes(lengthened(60, 61))).toEqual(["the middle one of all files has 61 lines, at most 60"]);
  });

  test("is broken when one file in ten is longer than 140 lines", async () => {
    expect(await sizes(lengthened(8, 140))).toEqual([]);
    expect(await sizes(lengthened(8, 141))).toEqual(["one file in ten has 141 lines, at most 140"]);
  });
});

describe("a name that stands for two things", () => {
  const double = { "worker/job.ts": "export type Gold = 1;\n" };
  const entry = { name: "Gold", files: ["lib/gold/schema.ts", "worker/job.ts"], why: "One is metal." };
  const findShared = async (files: Record<string, string>, ...entries: object[]) => {
    const checkStructure = await load("structure.mjs", "checkStructure");
    const list = { "scripts/check/shared-names.json": JSON.stringify(entries) };
    const found = await withPlant({ ...files, ...list }, checkStructure);
    return found.map(({ rule, where, what }) => `${rule} ${where}: ${what}`);
  };

  test("is let pass while the list says where and why", async () => {
    expect(await findShared(double, entry)).toEqual([]);
  });

  test("is found in a third file", async () => {
    const third = { ...double, "components/gold/row.tsx": "export class Gold {}\n" };
    expect(await findShared(third, entry)).toContain(
      "names components/gold/row.tsx: Gold is something else in lib/gold/schema.ts, worker/job.ts",
    );
  });

  test("may not stand on the list without need or reason", async () => {
    const away =
      "names scripts/check/shared-names.json: Gold no longer stands for two things there: take it off the list";
    expect(await findShared({}, entry)).toEqual([away]);
    expect(await findShared(double, { ...entry, why: "" })).toEqual([
      "names scripts/check/shared-names.json: Gold needs a reason",
    ]);
  });

  test.each([
    ["passed on", 'export { type Gold } from "#lib/gold/schema.ts";\nexport const a = 1;\n'],
    [
      "passed on after use",
      'import type { Gold } from "#lib/gold/schema.ts";\nexport type { Gold };\nexport const a = 1;\n',
    ],
    [
      "the same type under its own name",
      'import type { Gold as Kept } from "#lib/gold/schema.ts";\nexport type Gold = Kept;\nexport const a = 1;\n',
    ],
    ["kept to the file", "type Gold = 1;\nexport const a: Gold = 1;\n"],
    ["both type and value", "export type Both = 1;\nexport const Both = 1;\n"],
  ])("is none when it is %s", async (_, text) => {
    expect(await findShared({ "worker/job.ts": text })).toEqual([]);
  });
});

describe("rule 10", () => {
  const find = async (name: string, files: Record<string, string>) => {
    const check = await load(`${name}.mjs`, name === "dead-code" ? "checkDeadCode" : "checkDeadFunctions");
    const found = await withPlant(files, check);
    return found.map(({ rule, where, what }) => `${rule} ${where.replace(/:\d+$/, "")}: ${what}`);
  };

  test("holds in the healthy tree", async () => {
    expect(await find("dead-code", {})).toEqual([]);
  });

  describe("in a tree with dead code of every kind", () => {
    const scope = "lib/statistics/agreement";
    const alpha = `${scope}/alpha/alpha.ts`;
    const alphaTest = `${scope}/alpha/alpha.test.ts`;
    const waiting = "scripts/check/waiting-sciences.json";
    const planned = { since: "2026-11-28", for: "Kappa on the screen" };
    const plants: Record<string, string> = {
      "components/gold/row.tsx": "export const row = 1;\n",
      "lib/env.ts": `${HEALTHY["lib/env.ts"]}export function forgotten() {}\n`,
      "lib/labeling.ts": `${HEALTHY["lib/labeling.ts"]}export type Forgotten = 1;\n`,
      "package.json": `${HEALTHY["package.json"]}`.replace('"zod":', '"clsx":"*","zod":'),
      "prisma/functions/gone.sql":
        "CREATE FUNCTION gone(p int) RETURNS int LANGUAGE sql AS $$ SELECT p $$;\n",
      [alpha]: `${HEALTHY[alpha]}export function beta() { return 1; }\n`,
      [alphaTest]: `${HEALTHY[alphaTest]}`.replaceAll(/\balpha\b(?!\.ts)/g, "beta"),
      ...scienceWithTest(`${scope}/kappa`, "kappa"),
      ...scienceWithTest(`${scope}/planned`, "planned"),
      ...scienceWithTest(`${scope}/undated`, "undated"),
      [waiting]: JSON.stringify([
        { science: `${scope}/planned.ts`, ...planned },
        { science: `${scope}/undated.ts`, since: "soon", for: "" },
        { science: alpha, ...planned },
        { science: `${scope}/gone.ts`, ...planned },
      ]),
    };
    const DEAD = [
      ["an unused file", "components/gold/row.tsx: an unused file"],
      ["an unused export", "lib/env.ts: an unused export: forgotten"],
      ["an unused type", "lib/labeling.ts: an unused exported type: Forgotten"],
      ["an unused package", "package.json: an unused package: clsx"],
      ["an SQL function that nobody calls", "prisma/functions/gone.sql: gone is never called by the product"],
      ["a science that only its test calls", `${scope}/kappa.ts: a science that only tests call`],
      ["an export of a science that only a test calls", `${alpha}: beta: a science that only tests call`],
      [
        "a waiting science without a date or an issue",
        `${waiting}: ${scope}/undated.ts needs a date and the issue that will call it`,
      ],
      [
        "a waiting science that is called",
        `${waiting}: ${alpha} is called now, or gone: take it off the list`,
      ],
      [
        "a waiting science that is gone",
        `${waiting}: ${scope}/gone.ts is called now, or gone: take it off the list`,
      ],
    ] as const;
    // Each look takes seconds, so that all kinds lie in one tree.
    let found: string[] = [];
    beforeAll(async () => {
      found = await find("dead-code", plants);
    });

    test.each(DEAD)("is broken by %s", (_, finding) => {
      expect(found).toContain(`10 ${finding}`);
    });

    test("is broken by nothing else: a science may wait for the issue that will call it", () => {
      expect([...found].sort()).toEqual(DEAD.map(([, finding]) => `10 ${finding}`).sort());
    });
  });

  describe("for SQL functions", () => {
    const gone = "CREATE FUNCTION gone(p int) RETURNS int LANGUAGE sql AS $$ SELECT gold_cap(p) $$;\n";

    test("is broken by one that only a test, a comment and another dead one call", async () => {
      const found = await find("dead-functions", {
        "prisma/functions/gone.sql": gone,
        "prisma/functions/last.sql": "create view last as select gone(1); -- gone\n",
        "lib/gold/mutations.db.test.ts": `${HEALTHY["lib/gold/mutations.db.test.ts"]}"SELECT gone(1)";\n`,
        "lib/gold/mutations.ts": `${HEALTHY["lib/gold/mutations.ts"]}// gone\n`,
      });
      expect(found).toEqual([
        "10 prisma/functions/gone.sql: gone is never called by the product",
        "10 prisma/functions/last.sql: last is never called by the product",
      ]);
    });

    test("is broken by a name that only stands in the code, and by one that calls itself", async () => {
      const itself = "CREATE FUNCTION gone(p int) RETURNS int LANGUAGE sql AS $$ SELECT gone(p) $$;\n";
      const found = await find("dead-functions", {
        "prisma/functions/gone.sql": itself,
        "lib/gold/mutations.ts": `${HEALTHY["lib/gold/mutations.ts"]}const gone = () => 1;\nexport const a = [gone(), "gone"];\n`,
      });
      expect(found).toEqual(["10 prisma/functions/gone.sql: gone is never called by the product"]);
    });

    test.each([
      "CREATE OR REPLACE FUNCTION set_gold(p int) RETURNS int LANGUAGE sql AS $$ SELECT 2 $$;",
      "create or  replace view set_gold AS SELECT 1;",
      "CREATE PROCEDURE public.set_gold() LANGUAGE sql AS $$ SELECT 1 $$;",
      'CREATE MATERIALIZED VIEW "set_gold" AS SELECT 1;',
    ])("is broken by a later migration: %s", async (text) => {
      const file = "prisma/migrations/0021_gold/migration.sql";
      expect(await find("dead-functions", { [file]: text })).toEqual([
        `10 ${file}: defines set_gold: functions and views stand in prisma/functions`,
      ]);
    });

    test("holds for the function of a trigger in a migration, but not if prisma/functions has it too", async () => {
      const file = "prisma/migrations/0021_gold/migration.sql";
      const define = (name: string) =>
        `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN END $$;\n`;
      expect(await find("dead-functions", { [file]: define("refuse") })).toEqual([]);
      expect(await find("dead-functions", { [file]: define("keep") })).toHaveLength(1);
    });

    test("is broken by one in a folder, where nothing applies it", async () => {
      const file = "prisma/functions/more/gone.sql";
      expect(await find("dead-functions", { [file]: gone })).toEqual([
        `10 ${file}: lies in a folder, where nothing applies it`,
      ]);
    });

    test("holds once the product calls it", async () => {
      const call = `${HEALTHY["lib/gold/mutations.ts"]}export const a = "SELECT gone(1)";\n`;
      expect(
        await find("dead-functions", { "prisma/functions/gone.sql": gone, "lib/gold/mutations.ts": call }),
      ).toEqual([]);
    });
  });
});

describe("npm run check", () => {
  test("ends with 0 when everything holds", () => {
    const { status, stdout } = runCheck("structure,imports");
    expect([status, stdout.trim().split("\n").at(-1)]).toEqual([0, "2 passed, 0 failed"]);
  });

  test("ends with 1 and names the rule, its sentence and the location", async () => {
    const text =
      'import "server-only";\nimport "#lib/gold/queries.ts";\nexport const now = process.env.NOW;\n';
    const plant = { "lib/project/queries.ts": text };
    const { status, stdout } = await withPlant(plant, () => runCheck("imports,structure"));
    expect(status).toBe(1);
    expect(stdout).toMatch(
      / {6}rule 6: a noun imports only .+\n {8}lib\/project\/queries.ts: imports lib\/gold\/queries.ts/,
    );
    expect(stdout).toMatch(/ {6}rule 9: .+\n {8}lib\/project\/queries.ts:3: reads process.env/);
    expect(stdout).toMatch(/0 passed, 2 failed\n$/);
  });

  test("refuses a check that does not exist", () => {
    expect(runCheck("structure,manners").status).toBe(2);
  });
});

function runCheck(only: string) {
  const check = path.join(project, "scripts/check.mjs");
  return spawnSync(process.execPath, [check, "--only", only, "--root", root], { encoding: "utf8" });
}

/** A science and its test, which alone calls it. */
function scienceWithTest(file: string, name: string): Record<string, string> {
  return {
    [`${file}.ts`]: `export function ${name}() { return 1; }\n`,
    [`${file}.test.ts`]: `import { expect, test } from "vitest";\nimport { ${name} } from "./${name}.ts";\ntest("is one", () => expect(${name}()).toBe(1));\n`,
  };
}

function filesOf({ file, text, beside = {} }: Plant): Record<string, string> {
  return { [file]: text, ...beside };
}

/**
 * Plants that may lie in one tree, so that it is looked at once for all of them: each has files of its own, and what is
 * found in a file comes from that file alone. Circles and names lie between files, so these plants stay alone.
 */
function groupsOf(plants: readonly Plant[]): Plant[][] {
  const groups: Plant[][] = [];
  for (const plant of plants) {
    const isAlone = ({ rule }: Plant) => rule === "1" || rule === "names";
    const fits = (group: readonly Plant[]) => {
      const taken = group.flatMap((other) => Object.keys(filesOf(other)));
      return !group.some(isAlone) && Object.keys(filesOf(plant)).every((file) => !taken.includes(file));
    };
    const group = isAlone(plant) ? undefined : groups.find(fits);
    if (group === undefined) groups.push([plant]);
    else group.push(plant);
  }
  return groups;
}

async function findBroken(): Promise<Finding[]> {
  const checkImports = await load("imports.mjs", "checkImports");
  const checkStructure = await load("structure.mjs", "checkStructure");
  return [...(await checkImports(root)), ...(await checkStructure(root))];
}

/** The checks are JavaScript and typed here. */
async function load(file: string, name: string): Promise<Check> {
  const module: Record<string, Check> = await import(
    pathToFileURL(path.join(import.meta.dirname, file)).href
  );
  const check = module[name];
  if (check === undefined) throw new Error(`${file} has no ${name}`);
  return check;
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

/** Writes files into the healthy tree for as long as the work takes. */
async function withPlant<T>(
  files: Record<string, string>,
  work: (root: string) => T | Promise<T>,
): Promise<T> {
  for (const [file, text] of Object.entries(files)) write(file, text);
  try {
    return await work(root);
  } finally {
    for (const file of Object.keys(files)) {
      const text = HEALTHY[file];
      if (text === undefined) rmSync(path.join(root, file));
      else write(file, text);
    }
  }
}
