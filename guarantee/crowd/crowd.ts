import { setTimeout as pause } from "node:timers/promises";
import { seeded } from "../random.ts";
import type { Desk } from "./desk.ts";
import { createPerson, type Habits, type Person } from "./person.ts";
import { takeStep } from "./step.ts";

export type CrowdPlan = {
  seed: number;
  people: number;
  habits: Habits;
  /** Open loop: steps per second that the whole crowd means to take, whether or not the queue keeps up */
  rate: number | null;
  /** The crowd gives up after so long */
  seconds: number;
};

export type CrowdEnd = {
  /** Everyone got the answer that nothing is left for them */
  isDrained: boolean;
  seconds: number;
  /** From the intended start of a step to its end, in an open loop */
  steps: number[];
  /** Share of one core that the crowd itself used */
  cpuShare: number;
};

type Run = { desk: Desk; plan: CrowdPlan; finished: Set<number>; start: number; steps: number[] };

const POLL_MS = 40;

/** Everybody works until nobody finds anything more, or the time is over. */
export async function runCrowd(desk: Desk, plan: CrowdPlan): Promise<CrowdEnd> {
  const run: Run = { desk, plan, finished: new Set(), start: performance.now(), steps: [] };
  const cpu = process.cpuUsage();
  const people = Array.from({ length: plan.people }, (_, at) =>
    createPerson(at + 1, seeded(plan.seed, `person ${at + 1}`), plan.habits),
  );
  await Promise.all(people.map((person) => work(run, person)));
  const seconds = (performance.now() - run.start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    isDrained: isDrained(run),
    seconds,
    steps: run.steps,
    cpuShare: (user + system) / 1e6 / seconds,
  };
}

function isDrained({ plan, finished }: Run): boolean {
  return finished.size === plan.people;
}

function isOver(run: Run): boolean {
  const { desk, plan, start } = run;
  return isDrained(run) || desk.signal.aborted || performance.now() - start > plan.seconds * 1000;
}

async function work(run: Run, person: Person): Promise<void> {
  const { desk, plan, finished } = run;
  const everyMs = plan.rate === null ? 0 : (1000 * plan.people) / plan.rate;
  let intended = run.start;
  while (!isOver(run)) {
    // Poisson arrivals: a person who is behind does not skip what they meant to do.
    if (everyMs > 0) intended += -Math.log(1 - person.random.next()) * everyMs;
    if (intended > performance.now()) await pause(intended - performance.now());
    const from = everyMs > 0 ? intended : performance.now();
    const end = await takeStep(desk, person);
    if (end === "worked") run.steps.push(performance.now() - from);
    if (end === "finished") finished.add(person.no);
    else finished.delete(person.no);
    if (end !== "worked") {
      await pause(POLL_MS * (0.5 + Math.random()));
      intended = Math.max(intended, performance.now());
    }
  }
}
