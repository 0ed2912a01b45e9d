import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { test as base, expect, type Page } from "@playwright/test";
import pg from "pg";
import { signIn } from "../guarantee/crowd/session.ts";
import { type Watch, watchEverything } from "./watch.ts";

/** What the supervisor reports once everything answers. */
export type Running = {
  address: { local: string; shown: string };
  links: Record<string, string>;
  environment: Record<string, string>;
};

const CHECKOUT = path.dirname(import.meta.dirname);
const NODE = path.join(CHECKOUT, "node_modules/.bin/node");

/**
 * Every page of a test is on the Assay that the run started. Every test fails when a document answers 400 or more and the
 * test does not expect it, when a script of a page fails, or when the server logs an error.
 */
export const test = base.extend<Pick<Watch, "expectStatus">>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs from here
  baseURL: async ({}, use) => use(running().address.local),
  expectStatus: [
    async ({ browser }, use) => {
      const watch = watchEverything(browser, running().environment.ASSAY_DATA ?? "");
      await use(watch.expectStatus);
      expect(watch.end(), "documents, scripts and the server without a fault").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

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

/** Signs in through a one-time link, as a visitor of a new installation does. */
export async function enterAs(page: Page, userId: string): Promise<void> {
  const link = (await freshLinks(userId))[userId];
  if (link === undefined) throw new Error(`There is no person with the id ${userId}.`);
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/enter/"));
}

/** Signs in through a one-time link without opening a page, for tests that are about something else. */
export async function signInAs(page: Page, userId: string): Promise<void> {
  const url = running().address.local;
  const pool = new pg.Pool({ connectionString: running().environment.DATABASE_URL, max: 1 });
  const cookies = await signIn(url, pool, userId).finally(() => pool.end());
  await page.context().addCookies(
    cookies.split("; ").map((cookie) => {
      const at = cookie.indexOf("=");
      return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url };
    }),
  );
}

/**
 * Keeps a picture of the page in both themes as docs/screens/<name>-light.png and -dark.png, when SCREENS=1 asks for
 * them: an ordinary run changes no file. `npm run screens`.
 */
export async function keepScreen(page: Page, name: string): Promise<void> {
  if (process.env.SCREENS !== "1") return;
  await page.evaluate(() => document.fonts.ready);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({
      path: path.join(CHECKOUT, `docs/screens/${name}-${colorScheme}.png`),
      animations: "disabled",
    });
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
