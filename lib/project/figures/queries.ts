import "server-only";
import type { AnnotatorAccess, RequesterAccess, UserAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { AppError } from "#lib/errors.ts";
import {
  FIGURES,
  FINDING_FIGURES,
  type FigureName,
  type FiguresState,
  LARGEST_DIRECT,
  LEAST_REST_MS,
  LONGEST_REST_MS,
  NEEDED_FIGURES,
  REST_FACTOR,
  WORDS_RULE,
} from "./rules.ts";

/** One figure of a project, how it is computed, and which side may ask for it. */
export type Figure<T, Side = RequesterAccess> = {
  name: FigureName;
  /** From nothing, or from what was stored and came since */
  compute(access: Side, before?: { watermark: string; value: T }): Promise<T>;
  /** Into what JSON can hold, and back */
  pack(value: T): unknown;
  unpack(stored: unknown): T;
  /** It takes a second or two: a page may compute it itself before the worker has stored one */
  isDirectWhileMissing?: boolean;
};

/** What a page has to know of a figure that it does not compute itself. */
export type StoredFigure<T> = Pick<Figure<T>, "name" | "unpack">;

/** The figure as it is stored, of a small project as it is now. Fails while that of a large project is still missing. */
export async function readFigure<T, AnyAccess extends RequesterAccess | AnnotatorAccess = RequesterAccess>(
  access: AnyAccess,
  figure: Figure<T, AnyAccess>,
): Promise<T> {
  const { isLarge, value } = await readStored(access, figure);
  if (!isLarge || (value === null && figure.isDirectWhileMissing)) return figure.compute(access);
  if (value === null) {
    throw new AppError(
      "unavailable",
      "The figures of this project are being computed. Try again in a minute.",
    );
  }
  return value;
}

/** What the worker stored last, or null. Nothing is computed. */
export async function readStored<T>(
  access: RequesterAccess | AnnotatorAccess,
  figure: StoredFigure<T>,
): Promise<{ isLarge: boolean; value: T | null }> {
  const { rows } = await pool.query<{ isLarge: boolean; stored: unknown }>(
    `SELECT p.last_item_no > $3 AS "isLarge",
            (SELECT f.figure FROM project_figure f WHERE f.project_id = $1 AND f.name = $2) AS stored
     FROM project p WHERE p.id = $1`,
    [access.projectId, figure.name, LARGEST_DIRECT],
  );
  const { isLarge = false, stored = null } = rows[0] ?? {};
  return { isLarge, value: isLarge && stored !== null ? figure.unpack(stored) : null };
}

/** What is stored of projects that the person may look into, by project. Small projects have no figures. */
export async function listStoredFigures<T>(
  _access: UserAccess,
  projectIds: readonly string[],
  figure: Figure<T>,
): Promise<ReadonlyMap<string, T>> {
  const { rows } = await pool.query<{ projectId: string; stored: unknown }>(
    `SELECT f.project_id AS "projectId", f.figure AS stored
     FROM project_figure f JOIN project p ON p.id = f.project_id
     WHERE f.project_id = ANY ($1) AND f.name = $2 AND p.last_item_no > $3`,
    [projectIds, figure.name, LARGEST_DIRECT],
  );
  return new Map(rows.map(({ projectId, stored }) => [projectId, figure.unpack(stored)]));
}

/**
 * What a page says about its figures. Those of a small project are never behind. What finds items is behind also where items
 * came or changed without a judgment.
 */
export async function readFiguresState(
  access: RequesterAccess,
  names: readonly FigureName[] = NEEDED_FIGURES,
): Promise<FiguresState> {
  const { rows } = await pool.query<{
    isLarge: boolean;
    found: number;
    isBehind: boolean | null;
    asOf: Date | null;
  }>(
    `SELECT p.last_item_no > $3 AS "isLarge", f.*
     FROM project p, LATERAL (
       SELECT count(*)::int AS found, min(computed_at) AS "asOf",
              bool_or(watermark < newest_seq($1)
                OR (name = ANY ($4) AND EXISTS (SELECT FROM item i WHERE i.project_id = $1 AND i.no > (figure ->> 'upTo')::int))
                OR (name = 'items' AND EXISTS (SELECT FROM item_change c WHERE c.project_id = $1))) AS "isBehind"
       FROM project_figure WHERE project_id = $1 AND name = ANY ($2)) AS f
     WHERE p.id = $1`,
    [access.projectId, names, LARGEST_DIRECT, FINDING_FIGURES],
  );
  const row = rows[0];
  if (!row?.isLarge) return { isPending: false, asOf: null };
  return { isPending: row.found < names.length, asOf: row.isBehind ? row.asOf : null };
}

/** The figures of a project that are missing, or are behind and have rested. */
export async function listDueFigures(access: RequesterAccess): Promise<ReadonlySet<FigureName>> {
  const { rows } = await pool.query<{ name: FigureName }>(
    `SELECT wanted.name FROM unnest($2::text[]) AS wanted (name)
     LEFT JOIN project_figure f ON f.project_id = $1 AND f.name = wanted.name
     WHERE f.name IS NULL OR (f.name = 'words' AND (f.figure ->> 'rule')::int IS DISTINCT FROM $7) OR (
       f.watermark < newest_seq($1)
       AND f.computed_at < clock_timestamp() - make_interval(secs => greatest($3, $4 * f.took_ms) / 1000.0))
       OR (f.name = ANY ($6) AND f.computed_at < clock_timestamp() - make_interval(secs => greatest($3, $4 * f.took_ms) / 1000.0)
           AND (EXISTS (SELECT 1 FROM item i WHERE i.project_id = $1 AND i.no > (f.figure ->> 'upTo')::int)
             OR EXISTS (SELECT 1 FROM item_change c WHERE c.project_id = $1 AND f.name = 'items')))
       OR (f.name IN ('progress', 'rhythm', 'slots') AND f.computed_at < clock_timestamp() - make_interval(secs => $5 / 1000.0)
           AND (SELECT p.state <> 'ended' FROM project p WHERE p.id = $1))
       -- The evidence on a person starts over without a judgment.
       OR (f.name = 'crowd' AND f.computed_at < clock_timestamp() - make_interval(secs => greatest($3, $4 * f.took_ms) / 1000.0)
           AND f.computed_at < (SELECT max(e.created_at) FROM annotator_event e WHERE e.project_id = $1))`,
    [access.projectId, FIGURES, LEAST_REST_MS, REST_FACTOR, LONGEST_REST_MS, FINDING_FIGURES, WORDS_RULE],
  );
  return new Set(rows.map(({ name }) => name));
}
