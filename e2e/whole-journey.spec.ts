import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { pressPadDigit } from "./desk.ts";
import { expect, freshLinks, running, test } from "./fixtures.ts";
import { passQuiz } from "./quiz.ts";

const CHORUS = path.join(import.meta.dirname, "../prisma/demo/chorus.csv");
const PASSWORD = "correct horse battery staple";
/** A stretch of the ring is 64 items and the rest of a query, at most 103 here: 70 answers each leave 27 items in common. */
const ANSWERS = 70;
/** Every eighth of 3,188 rows, and five that are marked on the page. */
const GOLDS = 398 + 5;
const ORDINARY = 3188 - GOLDS;
const PROJECT = "Electronics, three raters";

test("from a CSV to a frozen dataset: a requester and two annotators in browsers of their own", async ({
  page,
  browser,
}) => {
  let home = "";
  let invite = "";

  await test.step("the first admin sets Assay up", async () => {
    await page.goto((await freshLinks())["set-up"] ?? "");
    await fillAccount(page, "Mara Admin", "mara@example.com");
    await page.getByRole("button", { name: "Set up Assay" }).click();
    await page.waitForURL("**/projects");
  });

  await test.step("a project is made in two steps, with a guideline that previews itself", async () => {
    await page.goto("/projects/new");
    await page.getByLabel("Name", { exact: true }).first().fill(PROJECT);
    await page.getByRole("button", { name: "Continue to guideline" }).click();
    await expect(page.getByRole("region", { name: "Preview" })).toContainText("The scale");
    await page.getByRole("button", { name: "Create project" }).click();
    await page.waitForURL("**/items/import");
    home = new URL(page.url()).pathname.replace("/items/import", "");
  });

  await test.step("all 3,188 rows of the file arrive, and its golds", async () => {
    await page.locator("input[type=file]").setInputFiles({
      name: "chorus.csv",
      mimeType: "text/csv",
      buffer: await withGolds(CHORUS),
    });
    await page.waitForURL(/\/items\/import\/1$/);
    await expect(
      page.getByRole("cell", { name: "Portable Bluetooth Speaker MBS-100" }).first(),
    ).toBeAttached();
    await page.getByRole("button", { name: "Add items" }).click();
    await expect(page.getByText("3,188 items added.")).toBeVisible();
    await expect(page.getByText("All rows of the file were added.")).toBeVisible();
  });

  await test.step("five more items are marked as gold by hand", async () => {
    for (let no = 1; no <= 5; no++) {
      await page.goto(`${home}/items/${no}`);
      await page.locator("summary", { hasText: "Mark as gold" }).click();
      await page.getByRole("checkbox", { name: "Good" }).check();
      await page.getByRole("checkbox", { name: "Perfect" }).check();
      await page.getByLabel("Reason").fill("A product of this kind is what the search asks for.");
      await page.getByRole("button", { name: "Mark as gold" }).click();
      await expect(page.getByRole("button", { name: "Change gold" })).toBeVisible();
    }
    await page.goto(`${home}/gold`);
    await expect(page.getByText("A product of this kind").first()).toBeVisible();
  });

  await test.step("an invite link is made and the project launched", async () => {
    await page.goto(`${home}/agreement`);
    await page.getByRole("link", { name: "Invite annotators" }).click();
    await page.getByRole("button", { name: "Create invite link" }).click();
    const link = page.getByRole("textbox", { name: /invite link/i });
    await expect(link).toHaveValue(/\/invite\//);
    invite = new URL(await link.inputValue()).pathname;
    await page.goto(home);
    await page.getByRole("button", { name: "Launch project" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Launch project" }).click();
    await expect(page.getByRole("button", { name: "Pause project" })).toBeVisible();
  });

  await test.step("two people join by the link and judge by keyboard", async () => {
    await Promise.all([
      judgeAs(browser, invite, "Ada First", "ada@example.com", 0),
      judgeAs(browser, invite, "Ben Second", "ben@example.com", 7),
    ]);
  });

  await test.step("agreement and gold accuracy are there, with n and interval", async () => {
    await page.goto(`${home}/agreement`);
    await expect(page.getByText(/items with two or more judgments/)).toBeVisible();
    await expect(page.getByText(/answers? on \d+ gold items?/)).toBeVisible();
    await page.goto(`${home}/annotators`);
    await expect(page.getByText("Ada First")).toBeVisible();
    await expect(page.getByText("Ben Second")).toBeVisible();
  });

  await test.step("a version is frozen and its files are what the manifest says", async () => {
    await page.goto(`${home}/datasets`);
    // Few golds decide nothing, so the default is recommended and chosen.
    await expect(page.getByText("Weighted consensus is recommended.")).toBeVisible();
    await expect(page.getByRole("radio", { name: /^Weighted consensus/ })).toBeChecked();
    await page.getByRole("radio", { name: /^Least expected distance/ }).check();
    await page.waitForURL("**/datasets?decision=least-distance");
    // Two people are too few for this method.
    await page.getByRole("radio", { name: /^Wawa/ }).check();
    await page.getByRole("button", { name: "Freeze version" }).click();
    await expect(page.getByRole("link", { name: "manifest.json" })).toBeVisible();
    await checkFiles(page);
    await expect(page.getByText("The plain vote made the labels.")).toBeVisible();
  });

  await test.step("freezing the same again makes no second version, and the page says so", async () => {
    await page.getByRole("button", { name: "Freeze version" }).click();
    await expect(page.getByText("Equals version 1")).toBeVisible();
  });
});

async function fillAccount(page: Page, name: string, email: string): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
}

async function judgeAs(browser: Browser, invite: string, name: string, email: string, whim: number) {
  const context = await browser.newContext({ baseURL: running().address.local });
  const page = await context.newPage();
  await page.goto(invite);
  await fillAccount(page, name, email);
  await page.getByRole("button", { name: /join/i }).click();
  await page.waitForURL("**/judge/**");
  const [, projectId = ""] = /\/judge\/([^/]+)/.exec(page.url()) ?? [];
  await page.getByRole("button", { name: /start judging/i }).click();
  await passQuiz(page, projectId);
  for (let count = 1; count <= ANSWERS; count++) await judgeOne(page, count, whim);
  await takeBackAndAgain(page, whim);
  await reportUnratable(page);
  await expect(page.getByText("Saved on the server")).toBeVisible();
  await context.close();
}

/** The file with gold in every eighth row: a bank large enough that everybody gets some of it. */
async function withGolds(file: string): Promise<Buffer> {
  const rows = parse(await readFile(file), { columns: true }) as { name: string }[];
  const withGold = rows.map((row, at) => ({
    ...row,
    gold_levels: at % 8 === 7 ? levelSeenIn(row.name) : "",
  }));
  return Buffer.from(stringify(withGold, { header: true }));
}

/** A level that depends only on the title, so that everybody gives the same. */
function levelSeenIn(title: string): number {
  return 1 + ([...title].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 5);
}

const announced = (page: Page) => page.locator("main [aria-live=polite]");

/** One answer. The page ignores a press that comes too soon after the last paint, so it is pressed again. */
async function judgeOne(page: Page, count: number, whim: number): Promise<void> {
  await expect(announced(page)).toContainText(`Item ${count}.`);
  const title = await page.getByRole("heading", { level: 1 }).textContent();
  const seen = levelSeenIn(title ?? "");
  // Now and then one of the two gives the next level instead.
  const level = whim > 0 && count % whim === 0 ? 1 + (seen % 5) : seen;
  const press = () => (count % 2 === 0 ? page.keyboard.press(`Digit${level}`) : pressPadDigit(page, level));
  await pressUntil(page, press, count, count + 1);
}

/** Presses only while the intended item is on screen: between two items there may be none for a while. */
async function pressUntil(page: Page, press: () => Promise<void>, from: number, to: number): Promise<void> {
  await expect(async () => {
    if ((await announced(page).textContent())?.startsWith(`Item ${from}.`)) await press();
    await expect(announced(page)).toContainText(`Item ${to}.`, { timeout: 150 });
  }).toPass({ intervals: [20] });
}

async function takeBackAndAgain(page: Page, whim: number): Promise<void> {
  await pressUntil(page, () => page.keyboard.press("Backspace"), ANSWERS + 1, ANSWERS);
  await judgeOne(page, ANSWERS, whim);
}

async function reportUnratable(page: Page): Promise<void> {
  await page.keyboard.press("x");
  await expect(page.getByRole("group", { name: "Why can’t you judge this item?" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(async () => {
    if (await page.getByRole("group", { name: "Why can’t you judge this item?" }).isVisible())
      await page.keyboard.press("Enter");
    await expect(announced(page)).toContainText(`Item ${ANSWERS + 2}.`, { timeout: 400 });
  }).toPass();
}

type Manifest = {
  counts: { items: number; labeled: number; gold: number; annotators: number };
  agreement: { alpha: { value: number | null } };
  gold_accuracy: { n: number };
  files: { name: string; sha256: string; bytes: number }[];
};

async function checkFiles(page: Page): Promise<void> {
  const read = async (name: string) => {
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name, exact: true }).click();
    return readFile(await (await waiting).path());
  };
  const manifest = JSON.parse((await read("manifest.json")).toString()) as Manifest;
  expect(manifest.counts).toMatchObject({ items: ORDINARY, gold: GOLDS, annotators: 2 });
  expect(manifest.counts.labeled).toBeGreaterThanOrEqual(ANSWERS - 10);
  expect(manifest.agreement.alpha.value).toBeGreaterThan(0);
  expect(manifest.gold_accuracy.n).toBeGreaterThan(0);
  for (const file of manifest.files) {
    const bytes = await read(file.name);
    expect(bytes.length).toBe(file.bytes);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(file.sha256);
  }
  const labels = (await read("data/labels.csv")).toString().trimEnd().split("\n");
  expect(labels).toHaveLength(ORDINARY + 1);
  const qrels = (await read("qrels.txt")).toString().trimEnd().split("\n");
  expect(qrels).toHaveLength(manifest.counts.labeled);
  for (const line of qrels) expect(line).toMatch(/^\S+ 0 \S+ [0-4]$/);
}
