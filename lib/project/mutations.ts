import "server-only";
import type { RequesterAccess, UserAccess } from "#lib/auth/access.ts";
import { prisma } from "#lib/database/client.ts";
import { newId } from "#lib/database/new-id.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import { readLaunchFacts } from "./launch/queries.ts";
import { canLaunch, launchChecklist } from "./launch/rules.ts";
import { readProject } from "./queries.ts";
import { moveOf, RETARGETED_AT_ONCE } from "./rules.ts";
import type { CreateProjectInput, FrameInput, ProjectMove, QualityInput, ScaleInput } from "./schema.ts";

/** A draft that belongs to the person, with its scale and, where one was written, its guideline. Returns its id. */
export async function createProject(access: UserAccess, input: CreateProjectInput): Promise<string> {
  const { name, question, levels, relevantFrom, guideline } = input;
  const by = access.userId;
  const { id } = await prisma.project.create({
    data: {
      id: newId(),
      name,
      question,
      relevantFrom,
      levels: { create: levels.map((level, at) => ({ ...level, value: at + 1 })) },
      members: { create: { userId: by, role: "requester" } },
      guidelines: {
        create: guideline === "" ? [] : [{ version: 1, markdown: guideline, createdById: by }],
      },
    },
    select: { id: true },
  });
  return id;
}

export async function updateFrame(access: RequesterAccess, frame: FrameInput): Promise<void> {
  await prisma.project.updateMany({ where: { id: access.projectId }, data: frame });
}

/** Names, definitions, examples and gains can always change; the number of levels only while nothing rests on it. */
export async function updateScale(
  access: RequesterAccess,
  { levels, relevantFrom }: ScaleInput,
): Promise<void> {
  const before = await readProject(access);
  if (before.scaleFixed !== null && before.levels.length !== levels.length) {
    const message = `The number of levels is fixed at ${before.levels.length}. Reload the page.`;
    throw new AppError("conflict", message, { levels: message });
  }
  const { rowCount } = await pool.query(
    `WITH target AS (
       UPDATE project SET relevant_from = $3
       WHERE id = $1 AND ($4::int = $5 OR launched_at IS NULL) RETURNING id),
     sent AS (
       SELECT t.id, l.* FROM target t
       CROSS JOIN jsonb_to_recordset($2::jsonb) AS l (value int, name text, definition text, examples text, gain float8)),
     gone AS (
       DELETE FROM level USING target WHERE project_id = $1 AND value > $5)
     INSERT INTO level (project_id, value, name, definition, examples, gain)
     SELECT id, value, name, definition, examples, gain FROM sent
     ON CONFLICT (project_id, value) DO UPDATE SET name = excluded.name, definition = excluded.definition,
       examples = excluded.examples, gain = excluded.gain`,
    [
      access.projectId,
      JSON.stringify(levels.map((level, at) => ({ ...level, value: at + 1 }))),
      relevantFrom,
      before.levels.length,
      levels.length,
    ],
  );
  if (rowCount === 0)
    throw new AppError("conflict", "Someone launched the project just now. Reload the page.");
}

/** What is judged or in somebody's hands already is never taken back. */
export async function updateQuality(access: RequesterAccess, quality: QualityInput): Promise<void> {
  const { goldRate, assignmentSeconds, judgmentsPerItem, isAdaptive, ...stopping } = quality;
  const { leastJudgments: least, mostJudgments: most, stopConfidence, stopError, auditShare } = stopping;
  const id = access.projectId;
  await prisma.$transaction([
    prisma.project.updateMany({ where: { id }, data: { goldRate, assignmentSeconds } }),
    prisma.$executeRaw`
      SELECT set_stopping(${id}, ${judgmentsPerItem}::int, ${isAdaptive}, ${least}::int, ${most}::int,
                          ${stopConfidence}::float8, ${stopError}::float8, ${auditShare}::float8, ${access.userId})`,
  ]);
  await retargetItems(access, BATCHES_WHILE_WAITING);
}

/** The rest is left to the worker. */
const BATCHES_WHILE_WAITING = 10;

/**
 * Brings the items in line with the project's settings, a transaction per batch so that nobody waits long for an item.
 * What was broken off goes on where it stopped.
 */
export async function retargetItems(
  access: RequesterAccess,
  mostBatches = Number.POSITIVE_INFINITY,
): Promise<void> {
  for (let batch = 0, hasMore = true; hasMore && batch < mostBatches; batch++) {
    const { rows } = await pool.query<{ answer: { more: boolean } }>(
      "SELECT retarget_items($1, $2) AS answer",
      [access.projectId, RETARGETED_AT_ONCE],
    );
    hasMore = rows[0]?.answer.more === true;
  }
}

/** Launches, pauses, resumes or finishes the project. */
export async function moveProject(access: RequesterAccess, move: ProjectMove): Promise<void> {
  if (move === "launch" && !canLaunch(launchChecklist(await readLaunchFacts(access), 0))) {
    throw new AppError(
      "conflict",
      "The project is not ready to launch. Complete the list on the overview first.",
    );
  }
  const { from, to } = moveOf(move);
  const { rowCount } = await pool.query(
    `UPDATE project SET state = $2, launched_at = CASE WHEN $2 = 'live' THEN coalesce(launched_at, now()) ELSE launched_at END
     WHERE id = $1 AND state = ANY ($3)`,
    [access.projectId, to, from],
  );
  if (rowCount === 0) {
    throw new AppError("conflict", "Someone changed the project’s state. Reload the page.");
  }
}
