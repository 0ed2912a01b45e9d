import type { Pool } from "pg";
import { makeProject } from "../../ground/project.ts";

export const PROJECT = "twin";
export const PEOPLE = 12;
/** This many of them are new: a quiz stands before their work. */
export const NEW_PEOPLE = 3;
export const QUIZ_SIZE = 6;
const ITEMS = 720;
/** Every so manieth item is gold, and of these every so manieth stays so: quizzes are made of them, and people miss them. */
const GOLD_EVERY = 3;
const PINNED_EVERY = 12 * GOLD_EVERY;
/** What everybody answers is right on every gold but those that stay. */
const LEVELS = { first: [2, 3, 4], other: [2, 3, 4, 5], pinned: [3] };

/** A project at its beginning, with gold anywhere. */
export async function makeTwin(pool: Pool): Promise<void> {
  await makeProject(pool, {
    projectId: PROJECT,
    items: ITEMS,
    people: PEOPLE,
    golds: 0,
    judgmentsPerItem: 3,
    assignmentSeconds: 3600,
  });
  await pool.query("UPDATE project SET gold_rate = 0.4, quiz_size = $2 WHERE id = $1", [PROJECT, QUIZ_SIZE]);
  await pool.query("UPDATE annotator SET is_simulated = false WHERE project_id = $1 AND no <= $2", [
    PROJECT,
    NEW_PEOPLE,
  ]);
  await pool.query(
    `SELECT set_gold($1, no, CASE WHEN no % $3 = 0 THEN $5::int[] ELSE $4 END, CASE WHEN no % $3 = 0 THEN 'As it says' ELSE '' END, NULL)
     FROM item WHERE project_id = $1 AND no % $2 = 0`,
    [PROJECT, GOLD_EVERY, PINNED_EVERY, LEVELS.first, LEVELS.pinned],
  );
  // The room of an item is no other one for being gold.
  await pool.query("UPDATE item SET target = 6 WHERE project_id = $1", [PROJECT]);
  await pool.query(
    "INSERT INTO guideline_version (project_id, version, markdown) VALUES ($1, 1, 'Judge what was **meant**.')",
    [PROJECT],
  );
  await pool.query("UPDATE annotator SET guideline_version_read = 1 WHERE project_id = $1", [PROJECT]);
  await fixChance(pool);
}

/** Times, and the names of assignments, are the same in both: nothing else than gold may make a difference. */
async function fixChance(pool: Pool): Promise<void> {
  await pool.query(
    `CREATE SCHEMA twin;
     CREATE TABLE twin.clock AS SELECT pg_catalog.clock_timestamp() AS now_at;
     CREATE FUNCTION twin.clock_timestamp() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT now_at FROM twin.clock';
     CREATE FUNCTION twin.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT now_at FROM twin.clock';
     CREATE FUNCTION twin.name_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       NEW.id := md5(NEW.item_no || '/' || NEW.annotator_no)::uuid;
       RETURN NEW;
     END $$;
     CREATE TRIGGER twin_name BEFORE INSERT ON assignment FOR EACH ROW EXECUTE FUNCTION twin.name_assignment();
     CREATE FUNCTION twin.date_judgment() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       NEW.created_at := (SELECT now_at FROM twin.clock);
       RETURN NEW;
     END $$;
     CREATE TRIGGER twin_date BEFORE INSERT ON judgment FOR EACH ROW EXECUTE FUNCTION twin.date_judgment();
     CREATE TABLE twin.lent (annotator_no int, turn int, items int[], PRIMARY KEY (annotator_no, turn));
     CREATE TABLE twin.turn (annotator_no int PRIMARY KEY, turn int NOT NULL);`,
  );
}

/**
 * Lets the database's clock stand still where it was when the project was made, so that an expiry is the same byte for byte
 * whenever it is asked for. Connections opened from now on see it so.
 */
export async function stopClock(pool: Pool, database: string): Promise<void> {
  await pool.query(`ALTER DATABASE ${database} SET search_path = twin, public, pg_catalog`);
}

const SIGNATURE = "p_project text, p_annotator int, p_need int, p_rate float8, p_seconds int";

/** Writes down what the walk lends. */
export async function keepLent(pool: Pool): Promise<void> {
  await pool.query(`ALTER FUNCTION lend_from_ring(text, int, int, float8, int) RENAME TO lend_really`);
  await pool.query(
    `CREATE FUNCTION lend_from_ring(${SIGNATURE}) RETURNS int[] LANGUAGE plpgsql AS $$
     DECLARE
       v_lent int[] := lend_really(p_project, p_annotator, p_need, p_rate, p_seconds);
     BEGIN
       INSERT INTO twin.lent SELECT p_annotator, count(*) + 1, v_lent FROM twin.lent WHERE annotator_no = p_annotator;
       RETURN v_lent;
     END $$`,
  );
}

export type Lent = { annotatorNo: number; turn: number; items: number[] };

export async function readLent(pool: Pool): Promise<Lent[]> {
  const { rows } = await pool.query<Lent>(
    `SELECT annotator_no AS "annotatorNo", turn, items FROM twin.lent ORDER BY 1, 2`,
  );
  return rows;
}

/** Lends the same items again. Which items are lent depends on gold, and whether that reveals gold is what `tells` tries. */
export async function repeatLent(pool: Pool, lent: readonly Lent[]): Promise<void> {
  await pool.query(
    `INSERT INTO twin.lent SELECT * FROM jsonb_to_recordset($1) AS l (annotator_no int, turn int, items int[])`,
    [
      JSON.stringify(
        lent.map(({ annotatorNo, turn, items }) => ({ annotator_no: annotatorNo, turn, items })),
      ),
    ],
  );
  await pool.query(
    `CREATE OR REPLACE FUNCTION lend_from_ring(${SIGNATURE}) RETURNS int[] LANGUAGE plpgsql AS $$
     DECLARE
       v_turn int;
     BEGIN
       INSERT INTO twin.turn VALUES (p_annotator, 1)
       ON CONFLICT (annotator_no) DO UPDATE SET turn = twin.turn.turn + 1 RETURNING turn INTO v_turn;
       RETURN lend_items(p_project, (SELECT items FROM twin.lent WHERE annotator_no = p_annotator AND turn = v_turn),
                         p_annotator, p_need, p_seconds);
     END $$`,
  );
}

/**
 * Gold where there was none and none where it was: every gold of these is swapped with an ordinary one of them, as far as
 * there are any, but for those that stay. The levels of each are others. Returns how many items changed.
 */
export async function swapGold(pool: Pool, lent: readonly Lent[]): Promise<number> {
  // Append-only rows are changed here as if they had always been this way.
  await pool.query("SET session_replication_role = replica");
  const { rows } = await pool.query<{ pairs: number }>(
    `WITH held AS (
       SELECT i.no, i.is_gold, row_number() OVER (PARTITION BY i.is_gold ORDER BY hashint8(i.no), i.no) AS turn FROM item i
       WHERE i.project_id = $1 AND i.no = ANY ($2) AND i.no % $3 <> 0
     ), pair AS (
       SELECT g.no AS gold, o.no AS other FROM held g JOIN held o USING (turn) WHERE g.is_gold AND NOT o.is_gold
     ), swapped AS (
       UPDATE item i SET is_gold = NOT i.is_gold
       WHERE i.project_id = $1 AND i.no IN (SELECT gold FROM pair UNION SELECT other FROM pair)
     ), moved AS (
       UPDATE gold_version v SET item_no = p.other FROM pair p WHERE v.project_id = $1 AND v.item_no = p.gold
     )
     SELECT count(*)::int AS pairs FROM pair`,
    [PROJECT, lent.flatMap(({ items }) => items), PINNED_EVERY],
  );
  await pool.query("UPDATE gold_version SET levels = $2 WHERE project_id = $1 AND item_no % $3 <> 0", [
    PROJECT,
    LEVELS.other,
    PINNED_EVERY,
  ]);
  await pool.query("SET session_replication_role = origin");
  return (rows[0]?.pairs ?? 0) * 2;
}
