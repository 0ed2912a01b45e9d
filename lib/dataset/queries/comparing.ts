import "server-only";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { ComparisonInputs, Methods } from "#lib/dataset/rules/comparison.ts";
import type { Figure } from "#lib/project/figures/queries.ts";
import type { LabelDecision } from "#lib/statistics/aggregation/pool/decision.ts";
import { readComparisonInputs, STORED_METHODS } from "./methods.ts";

type ByDecision = Readonly<Record<LabelDecision, Methods>>;

/** For the worker alone. All judgments go in, as columns of some bytes each: what is shown is what a freeze would come to. */
export const METHODS_FIGURE: Figure<ByDecision> = {
  ...STORED_METHODS,
  compute: async (access) => compareInThread(await readComparisonInputs(access)),
  pack: (compared) => compared,
};

/** In a thread of its own, so that this one keeps answering and the memory of the models is given back with it. */
async function compareInThread(inputs: ComparisonInputs): Promise<ByDecision> {
  const thread = new Worker(new URL("./comparing-thread.ts", import.meta.url), {
    workerData: inputs,
    execArgv: ["--conditions=react-server"],
  });
  try {
    const [compared] = (await once(thread, "message")) as [ByDecision];
    return compared;
  } finally {
    await thread.terminate();
  }
}
