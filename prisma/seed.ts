import { endPools, pool } from "#lib/database/pool.ts";
import { log } from "#lib/log.ts";
import { DEMO, seedDemo } from "./demo/seed.ts";

// Seeds the demo in an empty database; where any project is, nothing is touched.
const { rows } = await pool.query<{ projects: number }>("SELECT count(*)::int AS projects FROM project");
if (rows[0]?.projects === 0) {
  await seedDemo(new Date());
  log.info({ projectId: DEMO }, "demo seeded");
}
await endPools();
