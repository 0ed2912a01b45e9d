import type { Client } from "pg";
import { claim, readHeld, seat, submit } from "../queue/judge.ts";

/** Somebody who judges in the project "desk" all the time, at about this many answers a second; each answer's milliseconds. */
export function keepJudging(client: Client, no: number, perSecond: number): { stop(): Promise<number[]> } {
  const judge = seat(client, "desk", no);
  const times: number[] = [];
  let isOver = false;
  const work = async () => {
    while (!isOver) {
      if (judge.held.length === 0) {
        await claim(judge);
        await readHeld(judge);
      }
      const began = performance.now();
      await submit(judge);
      times.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond));
    }
    return times;
  };
  const working = work();
  return {
    stop() {
      isOver = true;
      return working;
    },
  };
}
