import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Line, Operation } from "./operation.ts";

export type History = { operations: Operation[]; faults: string[] };

/** Brings the ends of each operation together, in order of their beginning. */
export async function readHistory(file: string): Promise<History> {
  const operations = new Map<number, Operation>();
  const faults: string[] = [];
  for await (const text of createInterface({ input: createReadStream(file) })) {
    // A run that was killed may have left half a line at the end.
    if (!text.endsWith("}")) continue;
    const line = JSON.parse(text) as Line;
    if (line.phase === "fault") faults.push(line.code);
    else if (line.phase === "invoke") operations.set(line.n, begin(line));
    else {
      const operation = operations.get(line.n);
      if (operation) end(operation, line);
    }
  }
  return { operations: [...operations.values()], faults };
}

function begin(line: Extract<Line, { phase: "invoke" }>): Operation {
  const { n, t, client, annotatorNo, act, asked } = line;
  const open = { invokedAt: t, endedAt: Infinity, phase: "info", answer: null, why: "no answer" };
  return { n, client, annotatorNo, act, asked, ...open } as Operation;
}

function end(operation: Operation, line: Exclude<Line, { phase: "invoke" | "fault" }>): void {
  operation.endedAt = line.t;
  operation.phase = line.phase;
  if (line.phase === "ok") operation.answer = line.answer as never;
  else operation.why = line.why;
}
