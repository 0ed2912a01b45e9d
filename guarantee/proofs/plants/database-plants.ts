import type { Pool } from "pg";
import { editFunction, type Plant } from "./plant.ts";

const run = (pool: Pool, ...statements: string[]) => pool.query(statements.join(";")).then(() => {});
const DROP_CAPACITY = "ALTER TABLE item DROP CONSTRAINT item_capacity";
const LOCK = "pg_advisory_xact_lock(hashtextextended('annotator/' || p_project || '/' || p_annotator, 0))";
/** A planted race is given the time in which it would happen in a busy month. */
const MOMENT = "PERFORM pg_sleep(0.02);";

const dropAnnotatorLock = (pool: Pool) => editFunction(pool, "lock_annotator", LOCK, "NULL::void");

export const DATABASE_PLANTS: readonly Plant[] = [
  {
    name: "naive-claim: looks for room, then takes it, with no lock and no second look",
    breaks: ["I4"],
    shows: "history and tables",
    inDatabase: async (pool) => {
      await run(pool, DROP_CAPACITY);
      await editFunction(pool, "lend_items", "FOR UPDATE OF i SKIP LOCKED", "");
      await editFunction(
        pool,
        "lend_items",
        "AND i.has_room",
        "AND i.has_room AND pg_sleep(0.005) IS NOT NULL",
      );
    },
  },
  {
    name: "missing-unique: nothing keeps a pair from having two assignments",
    breaks: ["I3"],
    shows: "history and tables",
    inDatabase: async (pool) => {
      await run(
        pool,
        "ALTER TABLE assignment DROP CONSTRAINT assignment_pkey",
        "DROP INDEX judgment_first_of_pair",
      );
      await dropAnnotatorLock(pool);
      await editFunction(pool, "lend_items", /ON CONFLICT[\s\S]*?excluded\.expires_at/, "");
    },
  },
  {
    name: "reaper-without-recheck: takes back what was answered or renewed meanwhile",
    breaks: ["I5", "I6"],
    shows: "history and tables",
    inDatabase: async (pool) => {
      await editFunction(
        pool,
        "reap_assignments",
        `PERFORM 1 FROM assignment WHERE project_id = p_project AND item_no = v_row.item_no
         AND annotator_no = v_row.annotator_no AND state = 'live' AND expires_at < v_now FOR UPDATE SKIP LOCKED;
         CONTINUE WHEN NOT FOUND;`,
        "",
      );
      await editFunction(
        pool,
        "reap_assignments",
        "PERFORM 1 FROM item WHERE project_id = p_project AND no = v_row.item_no",
        `${MOMENT} PERFORM 1 FROM item WHERE project_id = p_project AND no = v_row.item_no`,
      );
      // Or the check of the counters would catch most of it on the spot.
      await editFunction(pool, "reap_assignments", "live = live - 1,", "live = greatest(live - 1, 0),");
    },
  },
  {
    name: "double-decrement: giving back frees two slots",
    breaks: ["I5"],
    shows: "history and tables",
    inDatabase: async (pool) => {
      await editFunction(
        pool,
        "return_assignments",
        "SET live = live - 1,",
        "SET live = greatest(live - 2, 0),",
      );
    },
  },
  {
    name: "app-clock-ahead: what has run out is decided by a clock 90 s ahead",
    breaks: ["I6"],
    shows: "history and tables",
    inDatabase: async (pool) => {
      const ahead = "clock_timestamp() + interval '90 s'";
      await editFunction(pool, "reap_assignments", "clock_timestamp()", ahead);
    },
  },
  {
    name: "epoch-ignored: a late answer takes the slot of whoever holds it now",
    breaks: ["I5", "I6"],
    shows: "history and tables",
    inDatabase: async (pool) => {
      await editFunction(
        pool,
        "submit_judgment",
        "(a.state = 'live' OR i.has_room)",
        "(a.state = 'live' OR i.counted < i.target)",
      );
      await editFunction(
        pool,
        "submit_judgment",
        "live = i.live - CASE WHEN answered.was = 'live' THEN 1 ELSE 0 END,",
        "live = greatest(0, i.live - CASE WHEN answered.counts OR answered.was = 'live' THEN 1 ELSE 0 END),",
      );
    },
  },
  {
    name: "key-not-scoped: a request key is looked up without its person",
    breaks: ["I7"],
    shows: "history",
    inDatabase: async (pool) => {
      await editFunction(pool, "submit_judgment", "AND annotator_no = p_annotator AND key", "AND key");
      await editFunction(pool, "receipt_of", "AND annotator_no = p_annotator AND key", "AND key");
    },
  },
  {
    name: "conflict-overwrites: another answer under the same request key replaces the stored one",
    breaks: ["I8"],
    shows: "history and tables",
    inDatabase: async (pool) => {
      await run(pool, "DROP TRIGGER judgment_append_only ON judgment");
      await editFunction(pool, "refusal_of", "STABLE", "VOLATILE");
      await editFunction(
        pool,
        "refusal_of",
        "IF v_receipt IS NOT NULL THEN RETURN v_receipt; END IF;",
        `IF v_receipt IS NOT NULL THEN
           UPDATE judgment SET level = p_level, payload_hash = p_hash WHERE project_id = p_project
             AND annotator_no = p_annotator AND key = p_request_key AND payload_hash <> p_hash AND action = 'judge';
           RETURN v_receipt;
         END IF;`,
      );
    },
  },
  {
    name: "lowered-target-ignored: the project says fewer, the items go on as before",
    breaks: ["I4"],
    shows: "history and tables",
    commands: [{ after: 0.3, do: { target: 2 } }],
    inDatabase: (pool) =>
      editFunction(pool, "retarget_items", "n.counted + n.live) AS target", "n.target) AS target"),
  },
  {
    name: "surplus-counted: what came too late and found no room counts all the same",
    breaks: ["I4"],
    shows: "history and tables",
    inDatabase: async (pool) => {
      await run(pool, DROP_CAPACITY);
      await editFunction(pool, "submit_judgment", "AND (a.state = 'live' OR i.has_room)", "");
    },
  },
  {
    name: "undo-keeps-count: what was taken back still takes its slot",
    breaks: ["I5"],
    shows: "history and tables",
    inDatabase: (pool) =>
      editFunction(
        pool,
        "undo_judgment",
        "counted = i.counted - CASE WHEN v_was.counted THEN 1 ELSE 0 END, live = i.live + CASE WHEN v_room THEN 1 ELSE 0 END,",
        "counted = i.counted,",
      ),
  },
  {
    name: "never-reaped: what ran out is never taken back",
    breaks: ["live"],
    shows: "history and tables",
    inDatabase: (pool) =>
      editFunction(pool, "reap_assignments", "v_count int := 0; BEGIN", "v_count int := 0; BEGIN RETURN 0;"),
  },
  {
    name: "rev-forgotten: an answer is no revision of its item",
    breaks: ["I5"],
    shows: "history and tables",
    inDatabase: (pool) =>
      editFunction(
        pool,
        "submit_judgment",
        "ELSE i.state END, rev = i.rev + 1 FROM answered",
        "ELSE i.state END FROM answered",
      ),
  },
  {
    name: "false-all-done: says that all is done while others still hold items",
    breaks: ["live"],
    shows: "history",
    inDatabase: (pool) => editFunction(pool, "why_empty", /THEN 'in-progress'/, "THEN 'all-done'", null),
  },
  {
    name: "waiting-claim: a claim waits for locked rows while it holds others",
    breaks: ["live"],
    shows: "history and tables",
    inDatabase: (pool) => editFunction(pool, "lend_items", "FOR UPDATE OF i SKIP LOCKED", "FOR UPDATE OF i"),
  },
];
