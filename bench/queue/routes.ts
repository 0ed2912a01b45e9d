import { availableParallelism } from "node:os";
import pg from "pg";
import { signIn } from "../../guarantee/crowd/session.ts";
import { startInstances } from "../../guarantee/ground/instances.ts";
import { median, printRow, spread } from "./figures.ts";
import { PAGE } from "./judge.ts";
import { arrive, goOn, type Step } from "./load.ts";
import { makeProject } from "./project.ts";
import type { Scratch } from "./scratch.ts";

type Setting = { clients: number; seconds: number; runs: number; rate: number | null };
type Visitor = { cookie: string; held: { id: string; epoch: number }[] };

const ITEMS = 60_000;
const PROJECT = "routes";

/** The same work through the routes of the production build, beside requests that the same route refuses at its door. */
export async function benchRoutes(scratch: Scratch, setting: Setting): Promise<void> {
  const { clients, seconds } = setting;
  const desk = await scratch.connect();
  await makeProject(desk, { projectId: PROJECT, items: ITEMS, people: clients });
  await desk.end();
  const { url, stop } = await startInstances({ count: 1, databaseUrl: scratch.url, port: 0 });
  try {
    const visitors = await welcome(url, scratch.url, clients);
    console.log(`\nThe same through HTTP, the generator on the same ${availableParallelism()} cores`);
    const rate = await takeTurns(url, visitors, setting);
    await printLatencies(url, visitors, setting.rate ?? Math.round(rate / 2), seconds);
  } finally {
    await stop();
  }
}

async function welcome(url: string, databaseUrl: string, clients: number): Promise<Visitor[]> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const visitors: Visitor[] = [];
  for (let no = 1; no <= clients; no++)
    visitors.push({ cookie: await signIn(url, pool, `${PROJECT}-${no}`), held: [] });
  await pool.end();
  return visitors;
}

async function takeTurns(url: string, visitors: Visitor[], { seconds, runs }: Setting): Promise<number> {
  const judged: number[] = [];
  const empty: number[] = [];
  for (let run = -1; run < runs; run++) {
    const rates = [
      await goOn(visitors, seconds, (visitor) => workOnce(url, visitor)),
      await goOn(visitors, seconds, () => knock(url)),
    ];
    if (run < 0) continue;
    judged.push(rates[0] as number);
    empty.push(rates[1] as number);
  }
  const requests = judged.map((rate) => rate * (1 + 1 / PAGE));
  const ratios = requests.map((rate, run) => rate / (empty[run] as number));
  printRow("claim a page of 8 + submit 8, judgments", `${median(judged).toFixed(0)}/s`);
  printRow("  as requests", `${median(requests).toFixed(0)}/s`);
  printRow("  floor: requests refused at the door of the same route", `${median(empty).toFixed(0)}/s`);
  printRow("    ratio", median(ratios).toFixed(2), `(${ratios.map((ratio) => ratio.toFixed(2)).join(" ")})`);
  return median(judged);
}

async function printLatencies(
  url: string,
  visitors: Visitor[],
  rate: number,
  seconds: number,
): Promise<void> {
  const times: Record<Step | "door", number[]> = { claim: [], answer: [], door: [] };
  const steps = rate * (1 + 1 / PAGE);
  await arrive(visitors, steps, seconds * 2, async (visitor, intended) => {
    times[await workOnce(url, visitor)].push(performance.now() - intended);
  });
  await arrive(visitors, steps, seconds * 2, async (_, intended) => {
    await knock(url);
    times.door.push(performance.now() - intended);
  });
  console.log(
    `\nOpen loop at ${rate} judgments/s through HTTP, from the intended start (${times.claim.length} claims, ${times.answer.length} answers)`,
  );
  printRow("claim a page of 8", spread(times.claim));
  printRow("submit", spread(times.answer));
  printRow("  floor: refused at the door", spread(times.door));
  printRow("  submit over floor, p50", `${(median(times.answer) / median(times.door)).toFixed(2)} x`);
}

async function workOnce(url: string, visitor: Visitor): Promise<Step> {
  const next = visitor.held.pop();
  if (next === undefined) {
    const { held } = await post<Pick<Visitor, "held">>(url, "claim", visitor.cookie, { count: PAGE });
    visitor.held = held;
    return "claim";
  }
  const { outcome } = await post<{ outcome: string }>(url, "submit", visitor.cookie, answerTo(next));
  if (outcome !== "saved") throw new Error(`An answer became ${outcome}.`);
  return "answer";
}

function answerTo({ id, epoch }: Visitor["held"][number]): object {
  const requestKey = crypto.randomUUID();
  const level = 1 + (requestKey.charCodeAt(0) % 5);
  const facts = { durationMs: 1500, guidelineVersion: 0, unratable: null, comment: null };
  return { assignmentId: id, epoch, key: requestKey, level, ...facts };
}

/** The same answer without a session: what the server costs before anything of ours happens. */
async function knock(url: string): Promise<Step> {
  const response = await send(url, "submit", "", answerTo({ id: crypto.randomUUID(), epoch: 1 }));
  await response.arrayBuffer();
  if (response.status !== 401) throw new Error(`The door answered ${response.status}.`);
  return "answer";
}

async function post<T>(url: string, path: string, cookie: string, body: object): Promise<T> {
  const response = await send(url, path, cookie, body);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 200)}`);
  return JSON.parse(text) as T;
}

function send(url: string, path: string, cookie: string, body: object): Promise<Response> {
  return fetch(new URL(`/api/judge/${path}`, url), {
    method: "POST",
    headers: { "content-type": "application/json", origin: url, cookie },
    body: JSON.stringify({ projectId: PROJECT, ...body }),
  });
}
