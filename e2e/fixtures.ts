import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { test as base, type Page } from "@playwright/test";

/** What the supervisor says once everything answers. */
export type Running = {
  address: { local: string; shown: string };
  links: Record<string, string>;
  environment: Record<string, string>;
};

const CHECKOUT = path.dirname(import.meta.dirname);
const NODE = path.join(CHECKOUT, "node_modules/.bin/node");

/** Every page of a test is on the Assay that the run has started. */
export const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs from here
  baseURL: async ({}, use) => use(running().address.local),
});

export { expect } from "@playwright/test";

export function running(): Running {
  return JSON.parse(process.env.ASSAY_E2E ?? "{}") as Running;
}

/** Fresh one-time paths, as a start prints them: "set-up" while there is no admin, and one for each person named. */
export async function freshLinks(...userIds: string[]): Promise<Record<string, string>> {
  const words = ["--conditions=react-server", "scripts/supervise/links.ts", ...userIds];
  const { environment } = running();
  const { stdout } = await promisify(execFile)(NODE, words, {
    cwd: CHECKOUT,
    env: { ...process.env, ...environment },
  });
  return JSON.parse(stdout) as Record<string, string>;
}

/** Signs in through a one-time link, as the visitor of a fresh start does. */
export async function enterAs(page: Page, userId: string): Promise<void> {
  const link = (await freshLinks(userId))[userId];
  if (link === undefined) throw new Error(`There is no person with the id ${userId}.`);
  await page.goto(link);
  await page.getByRole("button", { name: "Enter" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/enter/"));
}

/**
 * Keeps a picture of the page in both themes as docs/screens/<name>-light.png and -dark.png, when SCREENS=1 asks for
 * them: an ordinary run changes no file. `npm run screens`.
 */
export async function keepScreen(page: Page, name: string): Promise<void> {
  if (process.env.SCREENS !== "1") return;
  await page.evaluate(() => document.fonts.ready);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.screenshot({
      path: path.join(CHECKOUT, `docs/screens/${name}-${colorScheme}.png`),
      animations: "disabled",
    });
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
