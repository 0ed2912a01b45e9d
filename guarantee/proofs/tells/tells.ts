import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { openPool, openServer, type Server } from "../../ground/server.ts";
import type { Part, Result } from "../part.ts";
import { LENDING_PLANTS, type LendingPlant } from "../plants/lending-plants.ts";
import { crossValidate, type Verdict } from "./cross-validate.ts";
import { fillProject, type Setting } from "./fixture.ts";
import { type Log, observe } from "./observables.ts";
import type { Traffic, TrafficPlan } from "./traffic.ts";

/** If the upper end of the area's interval is above this, gold can be recognized. */
const LARGEST_AREA = 0.55;
/** With fewer golds the interval is too wide to say anything. */
const LEAST_GOLDS = 2000;
const SETTINGS: readonly Setting[] = [
  { name: "crowds, golds anywhere", projects: 4, items: 1000, people: 30, golds: "anywhere" },
  { name: "teams, golds anywhere", projects: 4, items: 1000, people: 4, golds: "anywhere" },
  { name: "crowds, queries of golds alone", projects: 24, items: 840, people: 20, golds: "whole queries" },
];
/** A planted leak is found with fewer. */
const PLANTED: Setting = { name: "planted", projects: 3, items: 240, people: 8, golds: "anywhere" };

/**
 * Nothing that a person receives while they work tells which items are gold: a classifier that learned from everything
 * others received, with the truth, does not beat chance by what the next receives. Bugs that are planted are found.
 */
export const provedByTells: Part = async ({ seed, only }) => {
  const server = await openServer();
  const results: Result[] = [];
  const add = (result: Result) => {
    results.push(result);
    console.log(`  ${result.hasPassed ? "ok  " : "FAIL"} ${result.name} · ${result.told}`);
  };
  try {
    for (const setting of SETTINGS.filter(({ name }) => only === null || name.startsWith(only))) {
      add(clean(setting, await listen(server, setting, seed, null), seed));
    }
    for (const plant of LENDING_PLANTS.filter(({ name }) => only === null || name.startsWith(only))) {
      add(planted(plant, await listen(server, PLANTED, seed, plant), seed));
    }
  } finally {
    await server.stop();
  }
  return results;
};

function clean(setting: Setting, traffic: Traffic, seed: number): Result {
  const verdict = judge(traffic, seed);
  const over = overAsked(traffic.logs);
  return {
    name: `tells, ${setting.name}`,
    hasPassed: verdict.golds >= LEAST_GOLDS && over === 0 && verdict.high <= LARGEST_AREA,
    told: `${inWords(verdict)} · ${over} claims gave more than asked for`,
  };
}

function planted({ name }: LendingPlant, traffic: Traffic, seed: number): Result {
  const verdict = judge(traffic, seed);
  return {
    name: `tells, planted: ${name.split(":")[0]}`,
    hasPassed: verdict.low > LARGEST_AREA,
    breaks: ["I10"],
    told: `found: ${inWords(verdict)} · ${overAsked(traffic.logs)} claims gave more than asked for`,
  };
}

function judge({ logs, golds }: Traffic, seed: number): Verdict {
  return crossValidate(logs.flatMap(observe), new Set(golds), seed);
}

function inWords({ area, low, high, golds, items, best }: Verdict): string {
  const [all, from, to] = [area, low, high].map((value) => value.toFixed(3));
  return `AUC ${all} (${from} to ${to}) of ${golds} golds among ${items} items met · leaned on ${best.join(", ")}`;
}

/** Claims after which a person held more than they had asked for and more than before. */
function overAsked(logs: readonly Log[]): number {
  let over = 0;
  for (const { told } of logs) {
    let before = new Set<string>();
    for (const one of told) {
      if (one.kind !== "claimed") continue;
      const hasNew = one.items.some(({ id }) => !before.has(id));
      if (hasNew && one.items.length > one.asked) over++;
      before = new Set(one.items.map(({ id }) => id));
    }
  }
  return over;
}

async function listen(
  server: Server,
  setting: Setting,
  seed: number,
  plant: LendingPlant | null,
): Promise<Traffic> {
  const scratch = await server.createScratch("tells");
  const pool = openPool(scratch.url, 4);
  const folder = mkdtempSync(path.join(tmpdir(), "assay-tells-"));
  try {
    const projects = Array.from({ length: setting.projects }, (_, at) => `tells-${at + 1}`);
    for (const project of projects) await fillProject(pool, project, setting, seed);
    await plant?.inDatabase(pool);
    const plan: TrafficPlan = {
      projects,
      seed,
      people: setting.people,
      file: path.join(folder, "traffic.json"),
    };
    const words = ["--conditions=react-server", path.join(import.meta.dirname, "./traffic.ts")];
    await promisify(execFile)(process.execPath, words, {
      env: {
        ...process.env,
        DATABASE_URL: scratch.url,
        AUTH_SECRET: "a secret that signs nothing in this process",
        GUARANTEE_TELLS: JSON.stringify(plan),
      },
    });
    return JSON.parse(readFileSync(plan.file, "utf8")) as Traffic;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await pool.end();
    await scratch.drop();
  }
}
