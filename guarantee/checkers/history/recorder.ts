import { createWriteStream } from "node:fs";
import type { Act, Acts, Line, Reply } from "./operation.ts";

export type Recorder = {
  /** Does one thing and writes down when it began, when it ended and how */
  run<A extends Act>(
    who: { client: string; annotatorNo: number | null },
    act: A,
    asked: Acts[A]["asked"],
    work: () => Promise<Reply<Acts[A]["answer"]>>,
  ): Promise<Reply<Acts[A]["answer"]>>;
  /** The database broke a call off */
  noteFault(code: string): void;
  close(): Promise<void>;
};

/** Writes a history: one JSON line per operation and phase. */
export function openRecorder(file: string): Recorder {
  const stream = createWriteStream(file);
  let made = 0;
  const write = (line: Line) => stream.write(`${JSON.stringify(line)}\n`);
  return {
    async run({ client, annotatorNo }, act, asked, work) {
      const n = ++made;
      write({ n, t: now(), phase: "invoke", client, annotatorNo, act, asked });
      const reply = await work().catch(
        (error: unknown) => ({ phase: "info", why: `unexpected ${sayingOf(error)}` }) as const,
      );
      write({ n, t: now(), ...reply });
      return reply;
    },
    noteFault: (code) => write({ n: 0, t: now(), phase: "fault", code }),
    close: () =>
      new Promise((resolve, reject) => {
        stream.on("error", reject);
        stream.end(resolve);
      }),
  };
}

function now(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000) / 1000;
}

function sayingOf(error: unknown): string {
  const { code, message, detail } = error as { code?: string; message?: string; detail?: string };
  return [code, message ?? String(error), detail].filter(Boolean).join(" ");
}
