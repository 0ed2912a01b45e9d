import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Line, Operation } from "./operation.ts";

export type History = { operations: Operation[]; faults: string[] };

export async function readHistory(file: string): Promise<History> {
  const lines: Line[] = [];
  for await (const text of createInterface({ input: createReadStream(file) })) {
    // A run that was killed may have left half a line at the end.
    if (text.endsWith("}")) lines.push(JSON.parse(text) as Line);
  }
  return joinLines(lines);
}

/** Brings the ends of each operation together, in order of their beginning. */
function joinLines(lines: readonly Line[]): History {
  const operations = new Map<number, Operation>();
  const faults: string[] = [];
  for (const line of lines) {
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
