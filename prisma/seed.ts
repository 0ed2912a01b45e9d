import { pool } from "#lib/database/pool.ts";
import { log } from "#lib/log.ts";
import { DEMO, plantDemo } from "./demo/plant.ts";

// Plants the demo on an empty database; where any project is, nothing is touched.
const { rows } = await pool.query<{ projects: number }>("SELECT count(*)::int AS projects FROM project");
if (rows[0]?.projects === 0) {
  await plantDemo(new Date());
  log.info({ projectId: DEMO }, "demo planted");
}
await pool.end();
