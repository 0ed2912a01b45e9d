import "server-only";
import { parentPort, workerData } from "node:worker_threads";
import { type ContentInputs, makeContent } from "#lib/dataset/rules/content.ts";

// Runs in a thread of its own (compute.ts): models take minutes in a large project, and meanwhile the process must answer.
const content = makeContent(workerData as ContentInputs);
const { consensus, itemNos, position, votes } = content.labels;
const arrays = [itemNos, position, votes, ...Object.values(consensus)].filter((part) =>
  ArrayBuffer.isView(part),
);
// Handed over and not copied.
parentPort?.postMessage(content, [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))]);
