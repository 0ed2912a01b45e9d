import { expect, type Locator, type Page } from "@playwright/test";
import { ask } from "./database.ts";

/** The desk ignores a press within 150 ms of the last paint: it was meant for the previous item. */
export const GUARD_MS = 170;

/**
 * Waits until the desk accepts a press for the item on screen. The time is measured in the page from its next paint, so a
 * busy machine makes it longer, never too short.
 */
export async function untilPressCounts(page: Page): Promise<void> {
  await page.evaluate(async (guard) => {
    const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    // By then the effects of the last change have run and have requested the paint that the wait counts from.
    await pause(0);
    await new Promise(requestAnimationFrame);
    for (const painted = performance.now(); performance.now() - painted < guard; ) await pause(10);
  }, GUARD_MS);
}

export const itemTitle = (page: Page): Locator => page.locator("article h1");

export const savedOnServer = (page: Page): Locator => page.getByText("Saved on the server");

/** Opens the desk of a project and waits for the first item. */
export async function openDesk(page: Page, projectId: string): Promise<void> {
  await page.goto(`/judge/${projectId}`);
  await expect(itemTitle(page)).toBeVisible();
}

/** The number of the item on screen, which its title ends with. */
export async function itemOnScreen(page: Page): Promise<number> {
  return Number(/\d+$/.exec((await itemTitle(page).textContent()) ?? "")?.[0]);
}

/** Gives one answer, once the item has been on screen long enough. Returns the number of the item. */
export async function judge(page: Page, give: () => Promise<void>): Promise<number> {
  const title = (await itemTitle(page).textContent()) ?? "";
  await untilPressCounts(page);
  await give();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(title);
  return Number(/\d+$/.exec(title)?.[0]);
}

/** Gives one level by its digit, and presses again where it came too soon. */
export async function judgeByDigit(page: Page, level: number): Promise<number> {
  const title = (await itemTitle(page).textContent()) ?? "";
  await expect(async () => {
    const isThere = (await itemTitle(page).count()) > 0 && (await itemTitle(page).textContent()) === title;
    if (isThere) {
      await untilPressCounts(page);
      await page.keyboard.press(`Digit${level}`);
    }
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(title, { timeout: 1000 });
  }).toPass();
  return Number(/\d+$/.exec(title)?.[0]);
}

/** Item numbers and levels in the database now, without undone answers. */
export async function judgmentsOf(projectId: string): Promise<[number, number][]> {
  const rows = await ask<{ no: number; level: number }>(
    `SELECT j.item_no AS no, j.level FROM judgment j
     WHERE j.project_id = $1 AND j.action = 'judge'
       AND NOT EXISTS (SELECT 1 FROM judgment later WHERE later.project_id = $1 AND later.supersedes = j.seq)
     ORDER BY j.item_no, j.seq`,
    [projectId],
  );
  return rows.map(({ no, level }) => [no, level]);
}

/** The given answers in the same order. */
export function byItem(given: Iterable<readonly [number, number]>): [number, number][] {
  return [...given].map(([no, level]): [number, number] => [no, level]).sort(([a], [b]) => a - b);
}

/** A press on the number pad as the system sends it: a digit with Num Lock, and the other function of the key without it. */
export async function pressPad(page: Page, digit: number, key: string, virtualKey: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const event = { code: `Numpad${digit}`, key, windowsVirtualKeyCode: virtualKey, isKeypad: true };
  await devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...event });
  await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  await devtools.detach();
}

/** A digit of the number pad with Num Lock. Its virtual key codes begin at 96. */
export function pressPadDigit(page: Page, digit: number): Promise<void> {
  return pressPad(page, digit, String(digit), 96 + digit);
}
