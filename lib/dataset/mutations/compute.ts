import "server-only";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { type Content, type ContentInputs, makeContent } from "#lib/dataset/rules/content.ts";

/** So few judgments are done before a thread has started. */
const FEW_JUDGMENTS = 300;

/**
 * Computes labels and manifest in a thread of its own, so that this one keeps answering, and what the models took is given back
 * with the thread. An aborted signal ends it.
 */
export async function computeContent(inputs: ContentInputs, signal: AbortSignal): Promise<Content> {
  if (inputs.columns.itemNo.length <= FEW_JUDGMENTS) return makeContent(inputs);
  const thread = new Worker(new URL("./thread.ts", import.meta.url), {
    workerData: inputs,
    execArgv: ["--conditions=react-server"],
  });
  try {
    const [content] = (await once(thread, "message", { signal })) as [Content];
    return content;
  } catch (error) {
    // Whoever ended the work said why.
    throw signal.aborted ? signal.reason : error;
  } finally {
    await thread.terminate();
  }
}
