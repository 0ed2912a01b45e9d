import { openFunctions } from "../crowd/functions.ts";
import { detour } from "../crowd/requester.ts";
import { makeProject } from "../ground/project.ts";
import { openPool, openServer } from "../ground/server.ts";
import { measure } from "./measure.ts";
import type { Options, Result } from "./part.ts";
import { hold } from "./trial.ts";
import { resultOf } from "./verdict.ts";

const JUDGMENTS_PER_ITEM = 3;
const PROJECT = "proof";
/** A machine that manages fewer judgments a second than this is taken to hang. */
const LEAST_PER_SECOND = 20;

/** A crowd calls the functions themselves: as many judgments as wanted, exactly this many per item. */
export async function provedByFunctions(options: Options): Promise<Result[]> {
  const { seed, judgments, people } = options;
  const server = await openServer();
  const scratch = await server.createScratch("functions");
  const pool = openPool(scratch.url, 4);
  try {
    const items = Math.ceil(judgments / JUDGMENTS_PER_ITEM);
    const golds = Math.ceil(items / 50);
    const plan = {
      projectId: PROJECT,
      items: items + golds,
      people,
      golds,
      judgmentsPerItem: JUDGMENTS_PER_ITEM,
      assignmentSeconds: 60,
    };
    await makeProject(pool, plan);
    const pools = Array.from({ length: options.instances }, () =>
      openPool(scratch.url, Math.min(people, 16)),
    );
    const verdict = await hold({
      seed,
      plan,
      pool,
      openTransport: (noteFault) => openFunctions({ projectId: PROJECT, pools, noteFault }),
      commands: detour(JUDGMENTS_PER_ITEM),
      rate: options.rate,
      seconds: 60 + judgments / LEAST_PER_SECOND,
    });
    return [resultOf("functions", verdict, seed, measure(verdict))];
  } finally {
    await pool.end();
    await scratch.drop();
    await server.stop();
  }
}
