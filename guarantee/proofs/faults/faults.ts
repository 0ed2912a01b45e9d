import { setTimeout as pause } from "node:timers/promises";
import { mountDisk } from "../../ground/disk.ts";
import { type Fixture, withFixture } from "../../ground/fixture.ts";
import { openServer, type Server } from "../../ground/server.ts";
import { openWire } from "../../ground/wire.ts";
import { measure } from "../measure.ts";
import type { Options, Result } from "../part.ts";
import { hold } from "../trial.ts";
import { resultOf } from "../verdict.ts";
import type { Fault } from "./fault.ts";
import { DISK_FULL, FAULTS } from "./fault-list.ts";

const PEOPLE = 16;
const SECONDS = 600;
/** Slow enough that the work is not done before things have gone wrong */
const RATE = 60;
const HABITS = { quit: 0 };
/** Connections break at their first to their so many-th call */
const CALLS = 60;
const NTH_CALL = "the n-th database call fails";

/** Things go wrong in one way after the other, and after each both checkers must find nothing. */
export async function provedByFaults(options: Options): Promise<Result[]> {
  const isWanted = ({ name }: { name: string }) => options.only === null || name.startsWith(options.only);
  const results: Result[] = [];
  const server = await openServer();
  try {
    for (const fault of FAULTS.filter(isWanted)) results.push(await prove(server, options, fault));
    if (isWanted({ name: NTH_CALL })) results.push(await proveNthCall(server, options));
  } finally {
    await server.stop();
  }
  if (isWanted(DISK_FULL)) results.push(await proveDiskFull(options));
  return results;
}

async function prove(
  server: Server,
  options: Options,
  fault: Fault,
  way?: (databaseUrl: string) => string,
): Promise<Result> {
  const { settings = {}, assignmentSeconds } = fault;
  const wanted = {
    name: "fault",
    judgments: options.judgments,
    people: PEOPLE,
    ...settings,
    ...(assignmentSeconds === undefined ? {} : { assignmentSeconds }),
    ...(way ? { way } : {}),
  };
  const result = await withFixture(server, options, wanted, (fixture) => work(fixture, options, fault));
  console.log(`  ${result.hasPassed ? "ok  " : "FAIL"} ${result.name}: ${result.told}`);
  return result;
}

async function work(fixture: Fixture, { seed, rate }: Options, fault: Fault): Promise<Result> {
  const { pool, plan } = fixture;
  const { strike, excuses, reapWithinMs } = fault;
  const verdict = await hold({
    seed,
    plan,
    pool,
    openTransport: () => fixture.openTransport(fault.timeoutMs),
    commands: [],
    habits: HABITS,
    rate: rate ?? RATE,
    seconds: SECONDS,
    ...(reapWithinMs === undefined ? {} : { reapWithinMs }),
    ...(excuses ? { excuses } : {}),
    ...(strike ? { meanwhile: () => strike(fixture) } : {}),
  });
  const told = [fault.told?.(fixture) ?? "", `${verdict.tally.resent} sent again`, measure(verdict)];
  return resultOf(fault.name, verdict, seed, told.filter((words) => words !== "").join(" · "));
}

/** The instance reaches the database by a wire that breaks; the harness does not. */
async function proveNthCall(server: Server, options: Options): Promise<Result> {
  const wire = await openWire(server.url);
  try {
    const fault: Fault = {
      name: NTH_CALL,
      told: () => `${wire.broken()} connections broke, for n = 1 to ${CALLS}`,
      strike: async () => {
        await pause(500);
        wire.breakUpTo(CALLS);
      },
    };
    return await prove(server, options, fault, wire.url);
  } finally {
    await wire.close();
  }
}

async function proveDiskFull(options: Options): Promise<Result> {
  const disk = mountDisk();
  if (disk === null) {
    const told = "not run: it needs a disk of its own, which only root on Linux may mount";
    return { name: DISK_FULL.name, hasPassed: true, told };
  }
  const server = await openServer(disk.folder);
  try {
    return await prove(server, options, {
      ...DISK_FULL,
      told: ({ server: { own } }) => {
        const log = own?.readLog() ?? "";
        const refused = log.split("No space left on device").length - 1;
        return `disk full ${refused} times, ${log.split("database system was interrupted").length - 1} crashes`;
      },
    });
  } finally {
    await server.stop();
    disk.remove();
  }
}
