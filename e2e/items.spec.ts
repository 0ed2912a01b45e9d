import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import pg from "pg";
import { makeEmptyProject } from "./empty-project.ts";
import { expect, keepScreen, running, signInAs, test } from "./fixtures.ts";
import { expectSound } from "./sound.ts";

const ITEMS = 6_000;

// Large enough that the list is read from what the worker makes. Every hundredth title is Russian, every other hundredth Japanese.
const titleOf = (no: number) => {
  if (no === 3) return "X".repeat(60_000);
  if (no === 4) return `Crêpière ${"with a long story ".repeat(4000)}`;
  return no % 100 === 1
    ? `Чугунная сковорода ${no}`
    : no % 100 === 2
      ? `京都製の鍋 ${no}`
      : `Frying pan ${no}`;
};
const rowOf = (no: number) => `pan ${1 + (no % 40)},sku-${no},${titleOf(no)},${no % 50 === 0 ? "5" : ""}`;
const FILE = `query,id,title,gold\n${Array.from({ length: ITEMS }, (_, index) => rowOf(index + 1)).join("\n")}\n`;

const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
const numbers = (page: Page) =>
  page.getByRole("region", { name: "Items" }).locator("tbody tr td:nth-child(2)").allInnerTexts();

/** Nothing is out of place, narrow in dark and wide in light. */
async function lookAt(page: Page, name: string): Promise<void> {
  for (const [width, colorScheme] of [
    [390, "dark"],
    [1280, "light"],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await expectSound(page, `items: ${name} at ${width} px, ${colorScheme}`);
  }
}

async function search(page: Page, words: string): Promise<void> {
  await page.getByRole("searchbox", { name: "Search" }).fill(words);
  await page.getByRole("button", { name: "Apply filter" }).click();
}

test("the items of a large project are searched, filtered, sorted, paged through and downloaded", async ({
  page,
}) => {
  await signInAs(page, "demo-requester");
  const id = await makeEmptyProject("items");
  const here = `/projects/${id}/items`;

  await test.step("a file is taken in, and the list opens by itself", async () => {
    await page.goto(`${here}/import`);
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "pans.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) });
    await page.waitForURL(/\/items\/import\/\d+$/);
    // The import waits for this lock before it reads.
    const holder = new pg.Client({ connectionString: running().environment.DATABASE_URL });
    await holder.connect();
    await holder.query("SELECT pg_advisory_lock(hashtextextended('import/' || $1, 0))", [id]);
    await page.getByRole("button", { name: "Add items" }).click();
    await expect(page.getByText("You can leave this page")).toBeVisible();
    await page.goto(here);
    await expect(page.getByText("Items are being added")).toBeVisible();
    await expect(page.getByRole("link", { name: "View import" })).toHaveAttribute("href", /import\/1$/);
    await lookAt(page, "running");
    await holder.end();
    await expect(heading(page, "6,000 items")).toBeVisible({ timeout: 120_000 });
    await expect(page.getByText("Items are being added")).toHaveCount(0);
  });

  await test.step("a Russian word and a Japanese word of two signs are found", async () => {
    await search(page, "СКОВОРОДА");
    await expect(heading(page, "60 items")).toBeVisible();
    await search(page, "京都");
    await expect.poll(async () => (await numbers(page)).slice(0, 3)).toEqual(["2", "102", "202"]);
    await expect(heading(page, "60 items")).toBeVisible();
    await keepScreen(page, "items-search");
    await search(page, "сковор");
    await expect(page.getByText("No items match.")).toBeVisible();
    await search(page, "сковор*");
    await expect(heading(page, "60 items")).toBeVisible();
    await search(page, "f*");
    await expect(heading(page, "5,878 items")).toBeVisible();
  });

  await test.step("a search without its accents finds the word, and one of signs says why it finds nothing", async () => {
    await search(page, "CREPIERE");
    await expect.poll(() => numbers(page)).toEqual(["4"]);
    await search(page, "🍳");
    await expect(page.getByText("A search finds words of letters and digits.")).toBeVisible();
    await lookAt(page, "signs");
  });

  await test.step("a jump past the last item shows the last page, and the box stays", async () => {
    await page.goto(here);
    for (const no of ["99999999", "99999999999999"]) {
      await page.getByRole("textbox", { name: "Item number" }).fill(no);
      await page.getByRole("button", { name: "Go to item" }).click();
      await expect(page).toHaveURL(new RegExp(`at=${no}$`));
      await expect(page.getByText("The list ends before that item.")).toBeVisible();
      await expect.poll(async () => (await numbers(page)).at(-1)).toBe("6000");
    }
    await lookAt(page, "past-the-end");
  });

  await test.step("a very long title does not widen the table", async () => {
    await page.goto(here);
    await expect(page.getByText(/^X{199}…$/)).toBeVisible();
    await lookAt(page, "long-title");
    const fit = await page
      .getByRole("region", { name: "Items" })
      .evaluate((own) => own.scrollWidth <= own.clientWidth);
    expect(fit).toBe(true);
    await page.goto(`${here}/3`);
    await lookAt(page, "long-title-whole");
  });

  await test.step("a filter and an order are kept from page to page and by a jump", async () => {
    await page.goto(here);
    await page.getByLabel("Gold").selectOption("yes");
    await expect(heading(page, "120 items")).toBeVisible();
    await page.getByLabel("Order").selectOption("by query");
    await expect(page).toHaveURL(/sort=query/);
    await page.getByRole("link", { name: "Last" }).click();
    await expect(page.getByRole("link", { name: "First" })).toBeVisible();
    const last = await numbers(page);
    await page.getByRole("link", { name: "Previous" }).click();
    await expect(page.getByRole("link", { name: "Next" })).toBeVisible();
    await page.getByRole("textbox", { name: "Item number" }).fill(last[3] ?? "");
    await page.getByRole("button", { name: "Go to item" }).click();
    await expect(page).toHaveURL(/at=/);
    await expect.poll(() => numbers(page)).toEqual(last.slice(3));
  });

  await test.step("the view is downloaded as it is filtered and sorted", async () => {
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download CSV" }).click();
    const lines = (await readFile(await (await downloading).path(), "utf8")).trimEnd().split("\n");
    expect(lines[0]).toBe(
      "item_no,item_id,query_id,query,state,is_gold,n_counted,target,levels,source_query,source_id,source_title,source_gold",
    );
    expect(lines).toHaveLength(121);
    const queries = lines.slice(1).map((line) => line.split(",")[3] ?? "");
    expect(queries).toEqual([...queries].sort((a, b) => (a < b ? -1 : 1)));
    expect(lines.every((line, at) => at === 0 || line.includes(",true,"))).toBe(true);
  });

  await test.step("in light and dark, wide and narrow, nothing is out of place", async () => {
    await page.goto(`${here}?search=${encodeURIComponent("京都")}`);
    await lookAt(page, "search");
    await page.goto(`${here}?segment=${encodeURIComponent("shelf=top")}`);
    await expect(page.getByText("No items match.")).toBeVisible();
    await lookAt(page, "segment");
  });
});
