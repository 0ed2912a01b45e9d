import "server-only";
import { type GoldTally, tallyOf } from "#lib/annotator/rules/crowd.ts";
import { type AlikeRecord, type GoldRecord, recordOfAlike } from "#lib/annotator/rules/gold-record.ts";
import type { AnnotatorAccess, RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import type { Figure } from "#lib/project/figures/queries.ts";
import type { Person } from "../rules.ts";

/** How each person does on gold, and what others are compared with of it. */
export type OnGold = { record: GoldRecord; tally: GoldTally };

/** How everybody of the project does on gold, by number. Gold in review measures nobody. */
export const CROWD_FIGURE: Figure<ReadonlyMap<number, OnGold>, RequesterAccess | AnnotatorAccess> = {
  name: "crowd",
  isDirectWhileMissing: true,
  compute: readCrowd,
  pack: (crowd) => [...crowd],
  unpack: (stored) => new Map(stored as [number, OnGold][]),
};

/** Alike answers are counted where they are stored: few rows come from many answers. */
async function readCrowd(access: RequesterAccess | AnnotatorAccess): Promise<ReadonlyMap<number, OnGold>> {
  const values = [access.projectId];
  const [scale, people, answers] = await Promise.all([
    pool.query<{ levels: number }>("SELECT count(*)::int AS levels FROM level WHERE project_id = $1", values),
    pool.query<Pick<Person, "no" | "secondChanceAtSeq" | "reinstatedAtSeq">>(
      `SELECT no, second_chance_at_seq::float8 AS "secondChanceAtSeq", reinstated_at_seq::float8 AS "reinstatedAtSeq"
       FROM annotator WHERE project_id = $1 ORDER BY no`,
      values,
    ),
    pool.query<AlikeRecord & { annotatorNo: number }>(
      `SELECT c.annotator_no AS "annotatorNo", g.levels AS acceptable, c.level, count(*)::int AS answers,
              (count(*) FILTER (WHERE c.seq > coalesce(greatest(n.second_chance_at_seq, n.reinstated_at_seq), 0)))::int
                AS deciding
       FROM scored_gold g
       JOIN current_judgment c ON c.project_id = $1 AND c.item_no = g.item_no
       JOIN annotator n ON n.project_id = $1 AND n.no = c.annotator_no
       WHERE g.project_id = $1 AND c.level IS NOT NULL
       GROUP BY c.annotator_no, g.levels, c.level ORDER BY c.annotator_no, g.levels, c.level`,
      values,
    ),
  ]);
  const levels = scale.rows[0]?.levels ?? 0;
  const byPerson = Map.groupBy(answers.rows, ({ annotatorNo }) => annotatorNo);
  return new Map(
    people.rows.map((person) => {
      const own = byPerson.get(person.no) ?? [];
      return [person.no, { record: recordOfAlike(person, own), tally: tallyOf(own, levels) }];
    }),
  );
}
