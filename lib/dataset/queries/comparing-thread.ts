import "server-only";
import { parentPort, workerData } from "node:worker_threads";
import { type ComparisonInputs, compareUnderAll } from "#lib/dataset/rules/comparison.ts";

// Runs in a thread of its own (comparing.ts).
parentPort?.postMessage(compareUnderAll(workerData as ComparisonInputs));
