import { median, printRow, quantile } from "./figures.ts";
import { claim, type Judge, readHeld, seat, submit } from "./judge.ts";
import { makeJudged, makeProject } from "./project.ts";
import type { Scratch } from "./scratch.ts";

type Setting = { sizes: readonly number[]; judged: number; claims: number };
type Row = { what: string; judge: Judge; claims: number; times: number[] };

const FRESH = 1;
const BUSY_LONG = 2;
/** The first ones load what every connection keeps in memory. */
const WARM_UP = 3;

/** The cost of a claim as the project grows, and as the person has judged more of it. */
export async function benchGrowth(scratch: Scratch, { sizes, judged, claims }: Setting): Promise<void> {
  console.log(
    `\nOne claim of 8, median of ${claims}, in turns; what was judged still wants judgments of others`,
  );
  const client = await scratch.connect();
  const row = (projectId: string, no: number, what: string, most = claims): Row => {
    return { what, judge: seat(client, projectId, no), claims: most, times: [] };
  };
  const rows: Row[] = [];
  for (const items of sizes) {
    const projectId = `growth-${items}`;
    await makeProject(client, { projectId, items, people: 2 });
    rows.push(row(projectId, FRESH, `${inWords(items)} items, nothing judged`));
    if (items < judged * 1.5) continue;
    await makeJudged(client, projectId, BUSY_LONG, judged, "first");
    rows.push(row(projectId, BUSY_LONG, `${inWords(items)} items, ${inWords(judged)} judged`));
  }
  await timeInTurns(rows);
  printFound(rows);
  // At the end of the work: what is left lies scattered between what the person has judged, and at last nothing is.
  const items = Math.round(judged * 1.02);
  await makeProject(client, { projectId: "leftovers", items, people: 2 });
  await makeJudged(client, "leftovers", BUSY_LONG, judged, "anywhere");
  await makeProject(client, { projectId: "nothing-left", items: judged, people: 2 });
  await makeJudged(client, "nothing-left", BUSY_LONG, judged, "anywhere");
  const few = Math.min(claims, 20);
  const last = [
    row("leftovers", BUSY_LONG, `${inWords(judged)} judged of ${inWords(items)}, the rest anywhere`, few),
    row(
      "nothing-left",
      BUSY_LONG,
      `${inWords(judged)} judged of ${inWords(judged)}: "you have judged them all"`,
      few,
    ),
  ];
  await timeInTurns(last);
  console.log("\nThe very end of one's work");
  printFound(last);
  await client.end();
}

/**
 * One claim of each row after the other, so that all rows meet the same machine. Each is answered before the next, as
 * people do; only the claim is timed.
 */
async function timeInTurns(rows: readonly Row[]): Promise<void> {
  const most = Math.max(...rows.map(({ claims }) => claims));
  for (let n = -WARM_UP; n < most; n++) {
    for (const { judge, claims, times } of rows) {
      if (n >= claims) continue;
      const start = performance.now();
      await claim(judge);
      if (n >= 0) times.push(performance.now() - start);
      await readHeld(judge);
      while (judge.held.length > 0) await submit(judge);
    }
  }
}

function printFound(found: readonly Row[]): void {
  const least = Math.min(...found.map(({ times }) => median(times)));
  for (const { what, times } of found) {
    const columns = [0.5, 0.95].map((share) => `p${share * 100} ${quantile(times, share).toFixed(2)} ms`);
    printRow(what, ...columns, `${(median(times) / least).toFixed(2)} x least`);
  }
}

function inWords(items: number): string {
  return items.toLocaleString("en");
}
