import { availableParallelism } from "node:os";
import type { Client } from "pg";
import { median, printRow, spread } from "./figures.ts";
import { makeFloors, storeInBareTables, storeInOneStatement, storeInTransaction } from "./floor.ts";
import { claim, type Judge, PAGE, readHeld, seat, submit } from "./judge.ts";
import { arrive, goOn, type Step } from "./load.ts";
import { makeProject } from "./project.ts";
import type { Scratch } from "./scratch.ts";

type Setting = { clients: number; seconds: number; runs: number; rate: number | null };

const ITEMS = 60_000;
const PROJECT = "throughput";

/** Judgments per second through the functions and as plain SQL by the same driver, in turns; then latencies. */
export async function benchThroughput(scratch: Scratch, setting: Setting): Promise<void> {
  const { clients, seconds, runs } = setting;
  const desk = await scratch.connect();
  await makeFloors(desk, clients);
  await makeProject(desk, { projectId: PROJECT, items: ITEMS, people: clients });
  const open = await Promise.all(Array.from({ length: clients }, scratch.connect));
  const judges = open.map((client, at) => seat(client, PROJECT, at + 1));
  console.log(
    `\n${clients} clients, ${runs} runs of ${seconds} s in turns, ${ITEMS} items, 3 per item, one gold in ten`,
  );
  const rates = await takeTurns(judges, open, setting);
  await printLatencies(judges, open, setting.rate ?? Math.round(rates.queue / 2), seconds);
  await printExactness(desk);
  await Promise.all([...open, desk].map((client) => client.end()));
}

async function takeTurns(judges: readonly Judge[], open: readonly Client[], { seconds, runs }: Setting) {
  const found: { queue: number; transaction: number; bare: number; statement: number; share: number }[] = [];
  for (let run = -1; run < runs; run++) {
    const cpu = process.cpuUsage();
    const queue = await goOn(judges, seconds, workOnce);
    const { user, system } = process.cpuUsage(cpu);
    const transaction = await goOn(open, seconds, (client, at) => storeInTransaction(client, at + 1));
    const bare = await goOn(open, seconds, (client, at) => storeInBareTables(client, at + 1));
    const statement = await goOn(open, seconds, (client, at) => storeInOneStatement(client, at + 1));
    // The first turn warms everything up.
    if (run >= 0) found.push({ queue, transaction, bare, statement, share: (user + system) / 1e6 / seconds });
  }
  const perSecond = (rates: number[]) => `${median(rates).toFixed(0)}/s`;
  const queue = found.map((turn) => turn.queue);
  printRow("claim a page of 8 + read it + submit 8, judgments", perSecond(queue));
  printFloor(
    "floor: INSERT + counter UPDATE in a transaction",
    queue,
    found.map((turn) => turn.transaction),
  );
  printFloor(
    "the same into bare tables: no key, check or index",
    queue,
    found.map((turn) => turn.bare),
  );
  printFloor(
    "the least: into bare tables by one statement",
    queue,
    found.map((turn) => turn.statement),
  );
  const share = `${(median(found.map((turn) => turn.share)) * 100).toFixed(0)}% of one`;
  printRow("  the generator's own CPU", share, `of ${availableParallelism()} cores`);
  return { queue: median(queue) };
}

function printFloor(what: string, queue: readonly number[], floor: readonly number[]): void {
  const ratios = queue.map((rate, run) => rate / (floor[run] as number));
  printRow(`  ${what}`, `${median(floor).toFixed(0)}/s`);
  printRow("    ratio", median(ratios).toFixed(2), `(${ratios.map((ratio) => ratio.toFixed(2)).join(" ")})`);
}

async function workOnce(judge: Judge): Promise<Step> {
  if (judge.held.length > 0) {
    await submit(judge);
    return "answer";
  }
  await claim(judge);
  await readHeld(judge);
  if (judge.held.length === 0 && judge.empty !== "busy") throw new Error(`Nothing to judge: ${judge.empty}.`);
  return "claim";
}

/** An open loop: what is meant to begin at an instant is timed from that instant, whether or not somebody was free. */
async function printLatencies(
  judges: readonly Judge[],
  open: readonly Client[],
  rate: number,
  seconds: number,
): Promise<void> {
  const claims: number[] = [];
  const submits: number[] = [];
  const cpu = process.cpuUsage();
  // One claim comes with eight answers.
  const steps = rate * (1 + 1 / PAGE);
  await arrive(judges, steps, seconds * 2, async (judge, intended) => {
    const into = judge.held.length === 0 ? claims : submits;
    await workOnce(judge);
    into.push(performance.now() - intended);
  });
  const { user, system } = process.cpuUsage(cpu);
  const plain: number[] = [];
  await arrive(open, rate, seconds * 2, async (client, intended) => {
    await storeInTransaction(client, open.indexOf(client) + 1);
    plain.push(performance.now() - intended);
  });
  console.log(
    `\nOpen loop at ${rate} judgments/s, from the intended start (${claims.length} claims, ${submits.length} answers)`,
  );
  printRow("claim a page of 8 and read it", spread(claims));
  printRow("submit", spread(submits));
  printRow("  floor: INSERT + counter UPDATE in a transaction", spread(plain));
  const ratio = (share: number) => (median(submits) / median(plain)).toFixed(share);
  printRow("  submit over floor, p50", `${ratio(2)} x`);
  const share = (user + system) / 1e6 / (seconds * 2);
  printRow("  the generator's own CPU", `${(share * 100).toFixed(0)}% of one`);
}

/** However fast: no item has more than it wants, and the counters say what is stored. */
async function printExactness(desk: Client): Promise<void> {
  const { rows } = await desk.query<{ stored: number; over: number; wrong: number }>(
    `SELECT sum(i.counted)::int AS stored, count(*) FILTER (WHERE i.counted + i.live > i.target)::int AS over,
            count(*) FILTER (WHERE i.counted <> coalesce(c.counted, 0))::int AS wrong
     FROM item i LEFT JOIN (SELECT item_no, count(*)::int AS counted FROM judgment
                            WHERE project_id = $1 AND counted GROUP BY item_no) AS c ON c.item_no = i.no
     WHERE i.project_id = $1`,
    [PROJECT],
  );
  const { stored, over, wrong } = rows[0] as { stored: number; over: number; wrong: number };
  console.log(
    `\n  ${stored} judgments stored, ${over} items with more than they want, ${wrong} counters wrong`,
  );
}
