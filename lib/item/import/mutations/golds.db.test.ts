import { beforeEach, expect, test } from "vitest";
import { pool } from "#lib/database/pool.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import { access, makeEmptyProject, ROLES, take } from "#prisma/testing/import-fixture.ts";

beforeEach(makeEmptyProject);

const GOLDS: [no: number, levels: number[], reason: string][] = [
  [1, [4, 5], "An exact match"],
  [3, [2], ""],
  [4, [1], "It is paused"],
  [6, [1, 2, 3], "Said \\ twice"],
];
const LEVELS = new Map(GOLDS.map(([no, levels]) => [no, levels.join("|")]));
const REASONS = new Map(GOLDS.map(([no, , reason]) => [no, reason]));
const rows = Array.from({ length: 6 }, (_, at) => {
  const no = at + 1;
  return `${no % 2 === 1 ? "lamp" : "chair"},${no},Item ${no},${LEVELS.get(no) ?? ""}, ${REASONS.get(no) ?? ""} \n`;
});
const FILE = `query,id,name,gold,why\n${rows.join("")}`;

const as = (levels: "gold-levels" | "hidden", reason: "gold-reason" | "hidden"): FieldRoles => [
  ...ROLES,
  { name: "gold", role: levels },
  { name: "why", role: reason },
];

/** Everything that making an item gold writes. */
async function written() {
  const { rows: items } = await pool.query("SELECT * FROM item ORDER BY no");
  const { rows: versions } = await pool.query(
    "SELECT item_no, version, levels, reason, created_by_id FROM gold_version ORDER BY item_no, version",
  );
  const { rows: events } = await pool.query("SELECT * FROM counting_event");
  const { rows: reviews } = await pool.query("SELECT * FROM gold_review");
  return {
    items: items.filter(({ import_no: no }) => no === 2).map(({ fields, ...row }) => row),
    versions,
    events,
    reviews,
  };
}

/** A project with the query "chair" paused, of a fixed or an adaptive number. */
async function prepare(isAdaptive: boolean): Promise<void> {
  await makeEmptyProject();
  await pool.query("UPDATE project SET is_adaptive = $1, audit_share = 0.5", [isAdaptive]);
  await take("query,id,name\nchair,first,First\n", "all-or-nothing");
  await pool.query("UPDATE query SET state = 'paused'");
}

test.each([
  ["a fixed", false],
  ["an adaptive", true],
])(
  "Golds of a file are what set_gold makes of its items one by one, with %s number",
  async (_, isAdaptive) => {
    await prepare(isAdaptive);
    await take(FILE, "all-or-nothing", as("gold-levels", "gold-reason"));
    const imported = await written();
    await prepare(isAdaptive);
    await take(FILE, "all-or-nothing", as("hidden", "hidden"));
    expect((await written()).versions).toEqual([]);
    for (const [no, levels, reason] of GOLDS) {
      await pool.query("SELECT set_gold($1, $2, $3, $4, $5)", [
        access.projectId,
        no + 1,
        levels,
        reason,
        access.userId,
      ]);
    }
    expect(imported).toEqual(await written());
    expect(imported.versions).toHaveLength(GOLDS.length);
    expect(imported.items.map(({ state }) => state)).toEqual([
      "open",
      "paused",
      "open",
      "paused",
      "open",
      "paused",
    ]);
  },
);
