import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { makeEmptyProject } from "./empty-project.ts";
import { expect, keepScreen, signInAs, test } from "./fixtures.ts";
import { expectSound } from "./sound.ts";

const ITEMS = 6_000;

// Large enough that the list is read from what the worker makes. Every hundredth title is Russian, every other hundredth Japanese.
const rowOf = (no: number) =>
  `pan ${1 + (no % 40)},sku-${no},${no % 100 === 1 ? `Чугунная сковорода ${no}` : no % 100 === 2 ? `京都製の鍋 ${no}` : `Frying pan ${no}`},${no % 50 === 0 ? "5" : ""}`;
const FILE = `query,id,title,gold\n${Array.from({ length: ITEMS }, (_, index) => rowOf(index + 1)).join("\n")}\n`;

const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
const numbers = (page: Page) =>
  page.getByRole("region", { name: "Items" }).locator("tbody tr td:nth-child(2)").allInnerTexts();

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
    await page.getByRole("button", { name: "Add items" }).click();
    await expect(page.getByText("6,000 items added.")).toBeVisible({ timeout: 120_000 });
    await page.goto(here);
    await expect(heading(page, "6,000 items")).toBeVisible({ timeout: 120_000 });
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
    await expect(heading(page, "5,880 items")).toBeVisible();
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
    for (const [width, colorScheme] of [
      [1280, "light"],
      [1280, "dark"],
      [390, "light"],
      [390, "dark"],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await expectSound(page, `items at ${width} px, ${colorScheme}`);
      await page.screenshot({ path: `test-results/items-${width}-${colorScheme}.png` });
    }
    await page.goto(`${here}?segment=${encodeURIComponent("shelf=top")}`);
    await expect(page.getByText("No items match.")).toBeVisible();
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await expectSound(page, `a segment that no item has, at ${width} px`);
      await page.screenshot({ path: `test-results/items-segment-${width}.png` });
    }
  });
});
