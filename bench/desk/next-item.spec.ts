import type { Page } from "@playwright/test";
import { latencyOf } from "#lib/judgment/timing/rules.ts";
import type { StepCount } from "#lib/judgment/timing/schema.ts";
import { ask } from "../../e2e/database.ts";
import { GUARD_MS, judgmentsOf, openDesk, savedOnServer } from "../../e2e/desk.ts";
import { enterProject, makeDesk } from "../../e2e/desk-project.ts";
import { expect, test } from "../../e2e/fixtures.ts";

const ITEMS = 200;
const RUNS = 3;
const LATENCY_MS = 300;
/** interface.md: key to next item painted */
const MOST_P95_MS = 50;

/** Two frames: as long as a key that does nothing may take on a machine that is not busy with something else. */
const QUIET_MS = 34;

type Probe = { steps: number[]; controls: number[]; since: number | null };
type Probed = Window & { probe: Probe };

// Machines are noisy. So between two answers a key is pressed that means nothing: what that takes to the next painted
// frame, beyond two frames, is the machine's and is added to the limit; on a quiet machine that is nothing. And a run of
// 200 counts as soon as one of three holds. A desk that waits for the network fails all three by far: every wait is longer
// than the latency.
test("the next item is painted within 50 ms of the key, whatever the network takes", async ({ page }) => {
  const projectId = await makeDesk({ items: RUNS * ITEMS + 60 });
  await enterProject(page, projectId);
  await page.addInitScript(watchSteps);
  await openDesk(page, projectId);
  await slowDown(page);

  let isFast = false;
  let runs = 0;
  while (!isFast && runs < RUNS) {
    const { steps, controls } = await judgeMany(page, ITEMS);
    runs += 1;
    const limit = MOST_P95_MS + Math.max(0, quantile(controls, 0.95) - QUIET_MS);
    isFast = quantile(steps, 0.95) <= limit;
    say(`key to next item painted, run ${runs}: ${inWords(steps)}; limit of p95 ${limit.toFixed(1)} ms`);
    say(`key that means nothing to frame painted, run ${runs}: ${inWords(controls)}`);
  }
  await expect(savedOnServer(page)).toBeVisible();
  expect(await judgmentsOf(projectId)).toHaveLength(runs * ITEMS);
  expect(await fastestSubmit(page), "the network was slow").toBeGreaterThanOrEqual(LATENCY_MS);
  await sayOwnNumbers(page, projectId);
  expect(isFast, "one of three runs holds").toBe(true);
});

/** Runs in the page: from the key event's own time to the first task after the frame that shows what it did. */
function watchSteps(): void {
  const probe: Probe = { steps: [], controls: [], since: null };
  (window as unknown as Probed).probe = probe;
  let shown = "";
  const whenPainted = (since: number, times: "steps" | "controls") =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => probe[times].push(performance.now() - since);
      port2.postMessage(null);
    });
  addEventListener(
    "keydown",
    ({ code, timeStamp }) => {
      if (/^Digit/.test(code)) probe.since = timeStamp;
      else whenPainted(timeStamp, "controls");
    },
    true,
  );
  const look = () => {
    const title = document.querySelector("article h1")?.textContent ?? "";
    if (title === "" || title === shown) return;
    shown = title;
    if (probe.since !== null) whenPainted(probe.since, "steps");
    probe.since = null;
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
}

/** Presses a digit as soon as the desk takes one again, which is faster than anybody reads. */
async function judgeMany(page: Page, count: number): Promise<Pick<Probe, "steps" | "controls">> {
  await page.evaluate(() => {
    Object.assign((window as unknown as Probed).probe, { steps: [], controls: [] });
  });
  for (let done = 0; done < count; ) {
    await page.keyboard.press(`Digit${1 + (done % 5)}`);
    done = await page.evaluate(untilShown, done);
    await page.keyboard.press("F8");
    await page.waitForTimeout(GUARD_MS);
  }
  return page.evaluate(() => (window as unknown as Probed).probe);
}

/** Runs in the page: waits for one more step and then until the desk takes a key again. Returns how many there are. */
async function untilShown(before: number): Promise<number> {
  const { probe } = window as unknown as Probed;
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  for (let waited = 0; probe.steps.length <= before; waited += 5) {
    await pause(5);
    // The press came before the desk takes one again: it is pressed anew. Without an item it is the network's wait.
    const isThere = document.querySelector("article h1") !== null;
    if (isThere && waited > 1000) probe.since = null;
    if (isThere && waited > 1000) return probe.steps.length;
  }
  return probe.steps.length;
}

function fastestSubmit(page: Page): Promise<number> {
  return page.evaluate(() => {
    const times = performance
      .getEntriesByType("resource")
      .filter(({ name }) => name.endsWith("/api/judge/submit"))
      .map(({ duration }) => duration);
    return Math.round(Math.min(...times));
  });
}

/** A second look: what the desk reports of itself when it is left. */
async function sayOwnNumbers(page: Page, projectId: string): Promise<void> {
  await page.getByRole("link", { name: /All projects/ }).click();
  await page.waitForURL("**/judge");
  const read = () =>
    ask<StepCount>("SELECT step, bucket, count::int AS count FROM step_timing WHERE project_id = $1", [
      projectId,
    ]);
  await expect.poll(async () => (await read()).length).toBeGreaterThan(0);
  const { next, wait, submit, claim } = latencyOf(await read());
  for (const [step, { n, p50Ms, p95Ms }] of Object.entries({ next, wait, submit, claim })) {
    say(`the desk's own ${step}: n ${n}, p50 ${p50Ms?.toFixed(1)} ms, p95 ${p95Ms?.toFixed(1)} ms`);
  }
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.ceil(part * sorted.length) - 1] ?? Number.NaN) * 10) / 10;
}

function inWords(times: readonly number[]): string {
  const [p50, p95, most] = [quantile(times, 0.5), quantile(times, 0.95), quantile(times, 1)];
  return `n ${times.length}, p50 ${p50} ms, p95 ${p95} ms, most ${most} ms`;
}

function say(line: string): void {
  console.log(line);
  test.info().annotations.push({ type: "measured", description: line });
}
