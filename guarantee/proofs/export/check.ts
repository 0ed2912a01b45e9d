import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Pool } from "pg";
import type { Violation } from "../../checkers/violation.ts";
import { type Desk, submit, undo } from "../../crowd/desk.ts";
import { answerTo, createPerson, HABITS } from "../../crowd/person.ts";
import type { Plan } from "../../ground/project.ts";
import { seeded } from "../../random.ts";
import type { Built } from "./build.ts";

type Edit = { from: string; to: string } | null;

/**
 * I11: a dataset version is built, somebody changes their mind, and the same version is composed once more: not a byte
 * differs, no item is labeled twice and no judgment stands there twice.
 */
export async function checkExport(
  desk: Desk,
  pool: Pool,
  url: string,
  plan: Plan,
  edit: Edit,
): Promise<Violation[]> {
  const first = await build(url, plan.projectId, edit, null);
  await changeAMind(desk, pool, plan.projectId);
  const again = await build(url, plan.projectId, edit, first.version);
  const violations: Violation[] = [];
  const found = (what: string) => violations.push({ invariant: "I11", what });
  for (const [name, digest] of Object.entries(first.files)) {
    if (again.files[name] !== digest) found(`${name} differs when it is made again from the same watermark`);
  }
  if (first.repeatedItems > 0) found(`${first.repeatedItems} items are labeled more than once`);
  if (first.repeatedJudgments > 0) found(`${first.repeatedJudgments} judgments are exported more than once`);
  if (first.labels === 0) found("there is no label in the export");
  return violations;
}

/** The last answer of a person is taken back and given anew: two judgments behind the watermark. */
async function changeAMind(desk: Desk, pool: Pool, projectId: string): Promise<void> {
  const { rows } = await pool.query<{ id: string; epoch: number; itemNo: number; annotatorNo: number }>(
    `SELECT a.id, a.epoch, a.item_no AS "itemNo", a.annotator_no AS "annotatorNo" FROM assignment a
     WHERE a.project_id = $1 AND a.counted ORDER BY a.judgment_seq DESC LIMIT 1`,
    [projectId],
  );
  const [last] = rows;
  if (!last) throw new Error("There is no judgment to take back.");
  const person = createPerson(last.annotatorNo, seeded(last.annotatorNo, "another mind"), {
    ...HABITS,
    unratable: 0,
  });
  await undo(desk, person, last);
  await submit(desk, person, answerTo(person, last, []));
}

/** In a process of its own: the product's modules know one database per process. */
async function build(url: string, projectId: string, edit: Edit, version: number | null): Promise<Built> {
  const words = ["--conditions=react-server", path.join(import.meta.dirname, "build.ts")];
  const data = await mkdtemp(path.join(tmpdir(), "assay-export-"));
  try {
    const { stdout } = await promisify(execFile)(process.execPath, words, {
      env: {
        ...process.env,
        DATABASE_URL: url,
        AUTH_SECRET: "only-for-proofs-only-for-proofs-only-for-proofs",
        ASSAY_DATA: data,
        NODE_ENV: "production",
        GUARANTEE_EXPORT: JSON.stringify({ projectId, edit, version }),
      },
    });
    return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Built;
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}
