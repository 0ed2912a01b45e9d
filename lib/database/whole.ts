import { inReading } from "./reading.ts";

const ROWS_AT_ONCE = 20_000;

// Where judgments meet their assignments and items, the planner expects a row or two and would look up each by itself. Of a
// whole project, joining all at once reads a hundredth of that.
const SETTINGS = `SELECT set_config('enable_nestloop', 'off', true), set_config('cursor_tuple_fraction', '1', true)`;

/** Reads what there is a row of for every judgment of a project, some rows at a time, so that nobody holds all of them. */
export async function streamWhole<Row extends object>(
  text: string,
  values: readonly unknown[],
  take: (rows: Row[]) => void,
): Promise<void> {
  let hasTaken = false;
  await inReading(async (client) => {
    // What was taken cannot be taken back, so it is not read again from the beginning elsewhere.
    if (hasTaken) throw new Error("Connection terminated in the middle of reading.");
    await client.query(SETTINGS);
    await client.query(`DECLARE whole NO SCROLL CURSOR FOR ${text}`, [...values]);
    for (;;) {
      const { rows } = await client.query<Row>(`FETCH ${ROWS_AT_ONCE} FROM whole`);
      hasTaken = true;
      take(rows);
      if (rows.length < ROWS_AT_ONCE) return;
    }
  });
}
