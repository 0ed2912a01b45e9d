import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { pool } from "#lib/database/pool.ts";
import { type Figure, readFigure } from "#lib/project/figures/queries.ts";
import { listOfWhole, readWhole } from "#lib/project/whole/queries.ts";
import type { Evidence } from "#lib/statistics/trust/standing.ts";
import { type DecisionConsequences, flagsOn, type Habits } from "../evidence/rules.ts";
import { type AnswerGiven, collectByPerson } from "./rules.ts";

/** Of one person: what is worth a look in how they answer, and what a decision about them would do to their judgments. */
type AtWork = { flags: readonly Evidence[]; judgments: Omit<DecisionConsequences, "held"> };

const NONE: AtWork = { flags: [], judgments: { judgments: 0, reopened: 0, kept: 0, surplus: 0 } };

/** By the number of the person; whoever has answered nothing is not in it. */
export const PEOPLE_FIGURE: Figure<ReadonlyMap<number, AtWork>> = {
  name: "people",
  compute: lookAtPeople,
  pack: (people) => [...people],
  unpack: (stored) => new Map(stored as [number, AtWork][]),
};

export async function readAtWork(
  access: RequesterAccess,
  no: number,
): Promise<{ flags: readonly Evidence[]; consequences: DecisionConsequences }> {
  const [people, { rows }] = await Promise.all([
    readFigure(access, PEOPLE_FIGURE),
    pool.query<{ held: number }>(
      `SELECT count(*)::int AS held FROM assignment WHERE project_id = $1 AND annotator_no = $2 AND state = 'live'`,
      [access.projectId, no],
    ),
  ]);
  const { flags, judgments } = people.get(no) ?? NONE;
  return { flags, consequences: { ...judgments, held: rows[0]?.held ?? 0 } };
}

async function lookAtPeople(access: RequesterAccess): Promise<ReadonlyMap<number, AtWork>> {
  const judgments = await countJudgments(access);
  const flags = await lookAtHabits(access);
  return new Map(
    judgments.map(({ no, ...counts }) => [no, { flags: flags.get(no) ?? NONE.flags, judgments: counts }]),
  );
}

function countJudgments(access: RequesterAccess): Promise<(AtWork["judgments"] & { no: number })[]> {
  return listOfWhole(
    access,
    `SELECT a.annotator_no AS no, count(*) FILTER (WHERE a.counted)::int AS judgments,
            count(*) FILTER (WHERE a.counted AND i.state = 'done')::int AS reopened,
            count(*) FILTER (WHERE a.state = 'judged' AND NOT a.counted)::int AS kept,
            count(*) FILTER (WHERE a.state = 'judged' AND NOT a.counted AND i.counted + i.live >= i.target)::int
              AS surplus
     FROM assignment a JOIN item i ON i.project_id = a.project_id AND i.no = a.item_no
     WHERE a.project_id = $1 GROUP BY a.annotator_no ORDER BY a.annotator_no`,
  );
}

/** Only the answers of one person are held at a time. */
async function lookAtHabits(access: RequesterAccess): Promise<ReadonlyMap<number, readonly Evidence[]>> {
  const [crowd] = await listOfWhole<Pick<Habits, "crowd" | "crowdMedianMs">>(
    access,
    `SELECT ARRAY(SELECT coalesce(j.judgments, 0)::int FROM level l
                  LEFT JOIN (SELECT level, count(*) AS judgments FROM current_judgment
                             WHERE project_id = $1 GROUP BY level) AS j ON j.level = l.value
                  WHERE l.project_id = $1 ORDER BY l.value) AS crowd,
            percentile_disc(0.5) WITHIN GROUP (ORDER BY c.duration_ms) AS "crowdMedianMs"
     FROM current_judgment c WHERE c.project_id = $1 AND c.level IS NOT NULL`,
  );
  const flags = new Map<number, readonly Evidence[]>();
  const people = collectByPerson((no, given, ownMedianMs) => {
    flags.set(no, flagsOn({ ...(crowd as Pick<Habits, "crowd" | "crowdMedianMs">), given, ownMedianMs }));
  });
  await readWhole<AnswerGiven>(
    access,
    `SELECT c.annotator_no AS no, c.level, c.duration_ms AS "durationMs"
     FROM current_judgment c WHERE c.project_id = $1 AND c.level IS NOT NULL ORDER BY c.annotator_no, c.seq`,
    people.add,
  );
  people.end();
  return flags;
}
