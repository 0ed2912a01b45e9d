import type { Page } from "@playwright/test";
import { ask } from "./database.ts";
import {
  itemOnScreen,
  itemTitle,
  judge,
  judgeByDigit,
  judgmentsOf,
  openDesk,
  savedOnServer,
} from "./desk.ts";
import { enterProject, makeDesk } from "./desk-project.ts";
import { expect, keepScreen, test } from "./fixtures.ts";
import { expectNoSidewaysScroll, expectSound } from "./sound.ts";

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 320, height: 640 };
/** What 1280 by 1024 is at 400% */
const ZOOMED = { width: 320, height: 256 };

test("the desk has no fault that axe finds in any of its states, in light and in dark", async ({
  page,
  context,
}) => {
  const projectId = await makeDesk({ items: 24 });
  await enterProject(page, projectId);
  await openDesk(page, projectId);
  await look(page, "judge-item");
  await page.keyboard.press("?");
  await look(page, "judge-guideline-open");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Shortcuts and settings" }).click();
  await look(page, "judge-keys-open");
  await page.getByRole("button", { name: "Perfect: 5" }).click();
  await look(page, "judge-key-change");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("x");
  await look(page, "judge-problem");
  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await page.keyboard.type("The size is missing");
  await expect(page.getByText("then press Ctrl+Enter to submit both")).toBeVisible();
  await expect(page.getByText("Ctrl+Enter submit and continue")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Digit3");
  await look(page, "judge-comment");
  await judge(page, () => page.keyboard.press("Control+Enter"));
  await expect(savedOnServer(page)).toBeVisible();

  await context.setOffline(true);
  await judgeByDigit(page, 3);
  await expect(page.getByText("The server cannot be reached.")).toBeVisible();
  await look(page, "judge-without-network");
  await context.setOffline(false);
  await expect(savedOnServer(page)).toBeVisible();

  while (await itemTitle(page).isVisible()) {
    await judgeByDigit(page, 3);
    await expect(itemTitle(page).or(page.getByText("Nothing left for you right now"))).toBeVisible();
  }
  await look(page, "judge-nothing-left");
  expect(await judgmentsOf(projectId)).toHaveLength(24);
});

test("ten items are judged by touch on 320 px, and at 400%, without a sideways scroll", async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  const projectId = await makeDesk({ items: 60 });
  await enterProject(page, projectId);
  await openDesk(page, projectId);
  const given: [number, number][] = [];
  for (const size of [PHONE, ZOOMED]) {
    await page.setViewportSize(size);
    await page.getByRole("button", { name: "Comment" }).tap();
    await expect(page.getByText("Choose a level, then submit both.")).toBeVisible();
    await expect(page.getByText("Ctrl+Enter").filter({ visible: true })).toHaveCount(0);
    await page.getByRole("button", { name: "Close" }).tap();
    await expectSound(page, `${size.height} px high`);
    await keepScreen(page, `judge-320-by-${size.height}`);
    for (let count = 0; count < 10; count++) {
      const level = 1 + (count % 5);
      const button = page.locator("label", { has: page.getByRole("radio") }).nth(level - 1);
      const box = await button.boundingBox();
      expect(Math.min(box?.height ?? 0, box?.width ?? 0), "large enough for a thumb").toBeGreaterThanOrEqual(
        44,
      );
      given.push([await judge(page, () => button.tap()), level]);
      await expectNoSidewaysScroll(page, `${size.height} px high`);
    }
  }
  await expect(savedOnServer(page)).toBeVisible();
  expect(await judgmentsOf(projectId)).toEqual(given.sort(([a], [b]) => a - b));
  await context.close();
});

test("the question stands above every query in two lines at most, and moves nothing between items", async ({
  page,
}) => {
  const projectId = await makeDesk({ items: 24 });
  const question = page.locator("main header > p").first();
  const LONG = "How relevant is this product to what the person wanted to find? ".repeat(4);
  await enterProject(page, projectId);
  for (const words of ["How relevant is this product to the search?", LONG.trim()]) {
    await ask("UPDATE project SET question = $2 WHERE id = $1", [projectId, words]);
    for (const size of [WIDE, { width: 390, height: 844 }]) {
      await page.setViewportSize(size);
      await openDesk(page, projectId);
      await look(page, `judge-question-${words === LONG.trim() ? "long" : "short"}-${size.width}`, size);
      const query = page.locator("main header span[dir=auto]");
      const before = (await query.boundingBox())?.y;
      for (let count = 0; count < 2; count++) {
        await expect(question).toBeVisible();
        await expect(question).toHaveText(words);
        expect((await question.boundingBox())?.height).toBeLessThanOrEqual(2 * 18);
        await judgeByDigit(page, 3);
        expect((await query.boundingBox())?.y, "where the query stands").toBe(before);
      }
    }
  }
});

test("an item in Arabic or Hebrew is laid out from right to left, one in English is not", async ({
  page,
}) => {
  const projectId = await makeDesk({ items: 24 });
  await enterProject(page, projectId);
  await openDesk(page, projectId);
  const seen = { rtl: 0, ltr: 0 };
  for (let count = 0; count < 8; count++) {
    const direction = (await itemOnScreen(page)) % 3 === 1 ? "rtl" : "ltr";
    await expect(itemTitle(page)).toHaveCSS("direction", direction);
    const text = page.locator("article p[dir=auto]");
    if ((await text.count()) > 0) await expect(text.first()).toHaveCSS("direction", direction);
    if (seen[direction]++ === 0 && direction === "rtl") await look(page, "judge-right-to-left");
    await judgeByDigit(page, 2);
  }
  expect(seen.rtl).toBeGreaterThan(0);
  expect(seen.ltr).toBeGreaterThan(0);
});

async function look(page: Page, name: string, size = WIDE): Promise<void> {
  await test.step(name, async () => {
    await keepScreen(page, name);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectSound(page, `${name}, ${colorScheme}`);
    }
    await page.setViewportSize(PHONE);
    await expectNoSidewaysScroll(page, `${name}, narrow`);
    if (process.env.SCREENS === "1") await keepScreen(page, `${name}-narrow`);
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  });
}
