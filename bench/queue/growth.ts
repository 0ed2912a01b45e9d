import type { Client } from "pg";
import { median, printRow, quantile } from "./figures.ts";
import { claim, readHeld, seat, submit } from "./judge.ts";
import { plantJudged, plantProject } from "./project.ts";
import type { Scratch } from "./scratch.ts";

type Setting = { sizes: readonly number[]; judged: number; claims: number };
type Found = { what: string; times: number[] };

const FRESH = 1;
const BUSY_LONG = 2;

/** What a claim costs as the project grows, and as the person has judged more and more of it. */
export async function benchGrowth(scratch: Scratch, { sizes, judged, claims }: Setting): Promise<void> {
  console.log(`\nOne claim of 8, median of ${claims}; what was judged still wants judgments of others`);
  const client = await scratch.connect();
  const found: Found[] = [];
  for (const items of sizes) {
    const projectId = `growth-${items}`;
    await plantProject(client, { projectId, items, people: 2 });
    found.push(await timeClaims(client, projectId, FRESH, claims, `${inWords(items)} items, nothing judged`));
    if (items < judged * 1.5) continue;
    await plantJudged(client, projectId, BUSY_LONG, judged, "first");
    const what = `${inWords(items)} items, ${inWords(judged)} judged`;
    found.push(await timeClaims(client, projectId, BUSY_LONG, claims, what));
  }
  await addLeftovers(client, judged, claims, found);
  await client.end();
  printFound(found);
}

/** At the end of the work: what is left lies scattered between what the person has judged, and at last nothing is. */
async function addLeftovers(client: Client, judged: number, claims: number, found: Found[]): Promise<void> {
  const items = Math.round(judged * 1.02);
  const projectId = "leftovers";
  await plantProject(client, { projectId, items, people: 2 });
  await plantJudged(client, projectId, BUSY_LONG, judged, "anywhere");
  const left = `${inWords(judged)} judged of ${inWords(items)}, the rest anywhere`;
  found.push(await timeClaims(client, projectId, BUSY_LONG, Math.min(claims, 40), left));
  await plantProject(client, { projectId: "nothing-left", items: judged, people: 2 });
  await plantJudged(client, "nothing-left", BUSY_LONG, judged, "anywhere");
  const nothing = `${inWords(judged)} judged of ${inWords(judged)}: "you have judged them all"`;
  found.push(await timeClaims(client, "nothing-left", BUSY_LONG, Math.min(claims, 20), nothing));
}

/** Each claim is answered before the next, as people do; only the claim is timed. */
async function timeClaims(
  client: Client,
  projectId: string,
  no: number,
  claims: number,
  what: string,
): Promise<Found> {
  const judge = seat(client, projectId, no);
  const times: number[] = [];
  // The first ones load what every connection keeps in memory.
  for (let n = -3; n < claims; n++) {
    const start = performance.now();
    await claim(judge);
    if (n >= 0) times.push(performance.now() - start);
    await readHeld(judge);
    while (judge.held.length > 0) await submit(judge);
  }
  return { what, times };
}

function printFound(found: readonly Found[]): void {
  const least = Math.min(...found.map(({ times }) => median(times)));
  for (const { what, times } of found) {
    const columns = [0.5, 0.95].map((share) => `p${share * 100} ${quantile(times, share).toFixed(2)} ms`);
    printRow(what, ...columns, `${(median(times) / least).toFixed(2)} x least`);
  }
}

function inWords(items: number): string {
  return items.toLocaleString("en");
}
