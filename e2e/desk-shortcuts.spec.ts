import type { Locator, Page } from "@playwright/test";
import { ask } from "./database.ts";
import {
  byItem,
  itemOnScreen,
  itemTitle,
  judge,
  judgeByDigit,
  judgmentsOf,
  openDesk,
  savedOnServer,
  untilPressCounts,
} from "./desk.ts";
import { enterProject, makeDesk } from "./desk-project.ts";
import { expect, test } from "./fixtures.ts";
import { passQuiz } from "./quiz.ts";

const UNDO_STEPS = 10;

test("everything at the desk is done by keyboard alone", async ({ page }) => {
  const projectId = await makeDesk({ items: 80, golds: 12, isNew: true });
  await enterProject(page, projectId);
  const given = new Map<number, number>();

  await test.step("from the list of projects through guideline and quiz to the first item", async () => {
    await page.goto("/judge");
    await tabTo(page, page.getByRole("link", { name: "Electronics at one desk" }));
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/judge/${projectId}`);
    await tabTo(page, page.getByRole("button", { name: "Start judging" }));
    await page.keyboard.press("Enter");
    await passQuiz(page, projectId);
    await expect(itemTitle(page)).toBeFocused();
  });

  await test.step("ten steps back, the newest first, and no further", async () => {
    const order: number[] = [];
    for (let count = 0; count <= UNDO_STEPS; count++) order.push(await judgeByDigit(page, 1 + (count % 5)));
    for (const [at, no] of [...order.entries()].reverse()) {
      if (at === 0) break;
      await page.keyboard.press("Backspace");
      await expect.poll(() => itemOnScreen(page)).toBe(no);
      await expect(page.getByRole("radio", { checked: true })).toHaveValue(String(1 + (at % 5)));
    }
    await expect(page.getByRole("button", { name: /Undo/ })).toBeDisabled();
    await page.keyboard.press("Backspace");
    expect(await itemOnScreen(page)).toBe(order[1]);
    given.set(order[0] ?? 0, 1);
    await expect(savedOnServer(page)).toBeVisible();
    expect(await judgmentsOf(projectId)).toEqual(byItem(given));
    for (let count = 1; count <= UNDO_STEPS; count++) given.set(await judgeByDigit(page, 4), 4);
    expect([...given.keys()]).toEqual(order);
  });

  await test.step("an item that cannot be judged is sent with a reason in words", async () => {
    const no = await judge(page, async () => {
      await page.keyboard.press("x");
      await expect(page.getByRole("radio", { name: /^The query/ })).toBeFocused();
      await page.keyboard.press("ArrowDown");
      await tabTo(page, page.getByRole("textbox"));
      await page.keyboard.type("The 4th picture is missing");
      await page.keyboard.press("Enter");
    });
    await expect(itemTitle(page)).toBeFocused();
    await expect.poll(() => wordsOn(projectId, no)).toEqual(["result", null, "The 4th picture is missing"]);
  });

  await test.step("a comment goes with its judgment", async () => {
    const no = await judge(page, async () => {
      await page.keyboard.press("c");
      await expect(page.getByRole("textbox", { name: "Comment" })).toBeFocused();
      await page.keyboard.type("3 of 5 stars");
      await tabTo(page, page.getByRole("radio").first());
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Control+Enter");
    });
    await expect(itemTitle(page)).toBeFocused();
    await expect.poll(() => wordsOn(projectId, no)).toEqual([null, 2, "3 of 5 stars"]);
  });

  await test.step("the guideline opens and closes, and the focus is where it was", async () => {
    const panel = page.getByRole("complementary", { name: "Guideline" });
    for (const close of ["Escape", "?"]) {
      await page.keyboard.press("?");
      await expect(panel.getByRole("heading", { name: "Guideline", exact: true }).first()).toBeFocused();
      await page.keyboard.press(close);
      await expect(panel).toHaveCount(0);
      await expect(itemTitle(page)).toBeFocused();
    }
    const button = page.getByRole("button", { name: /Guideline/ });
    await tabTo(page, button, "Shift+Tab");
    await page.keyboard.press("Enter");
    await tabTo(page, panel.getByRole("button", { name: "Close" }));
    await page.keyboard.press("Enter");
    await expect(button).toBeFocused();
    await judgeByDigit(page, 1);
    await expect(itemTitle(page)).toBeFocused();
  });
});

test("shortcuts are switched off, chosen anew and kept over a reload", async ({ page }) => {
  const projectId = await makeDesk({ items: 60 });
  await enterProject(page, projectId);
  await openDesk(page, projectId);
  const given = new Map<number, number>();

  await test.step("off: digits and letters do nothing, the scale and Enter still judge", async () => {
    await setUp(page, () => page.getByRole("checkbox", { name: "Single-key shortcuts" }).uncheck());
    await expectNothingFrom(page, "Digit3", "Numpad4", "x", "c", "?", "Backspace");
    const no = await judge(page, async () => {
      await tabTo(page, page.getByRole("radio").first());
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
    });
    given.set(no, 2);
  });

  await test.step("choose first: a digit chooses, Enter submits", async () => {
    await setUp(page, async () => {
      await page.getByRole("checkbox", { name: "Single-key shortcuts" }).check();
      await page.getByRole("checkbox", { name: "Choose first, then Enter" }).check();
    });
    await expectNothingFrom(page, "Digit5", "Digit3");
    await expect(page.getByRole("radio", { checked: true })).toHaveValue("3");
    given.set(await judge(page, () => page.keyboard.press("Enter")), 3);
    await setUp(page, () => page.getByRole("checkbox", { name: "Choose first, then Enter" }).uncheck());
  });

  await test.step("another shortcut for a level works and is kept over a reload", async () => {
    await setUp(page, async () => {
      await page.getByRole("button", { name: "Perfect: 5" }).click();
      await page.keyboard.press("q");
      await expect(page.getByRole("button", { name: "Perfect: Q" })).toBeFocused();
    });
    given.set(await judge(page, () => page.keyboard.press("q")), 5);
    await expect(savedOnServer(page)).toBeVisible();
    await page.reload();
    await expect(itemTitle(page)).toBeVisible();
    await expectNothingFrom(page, "Digit5");
    given.set(await judge(page, () => page.keyboard.press("q")), 5);
    given.set(await judgeByDigit(page, 4), 4);
  });
  await expect(savedOnServer(page)).toBeVisible();
  expect(await judgmentsOf(projectId)).toEqual(byItem(given));
});

/** Presses Tab until the focus is there. Fails where Tab does not lead. */
async function tabTo(page: Page, goal: Locator, key = "Tab"): Promise<void> {
  await expect(goal).toBeVisible();
  const hasFocus = () => goal.evaluate((element) => element === document.activeElement);
  for (let count = 0; count < 40 && !(await hasFocus()); count++) await page.keyboard.press(key);
  await expect(goal).toBeFocused();
}

async function setUp(page: Page, change: () => Promise<void>): Promise<void> {
  await page.getByRole("button", { name: "Shortcuts and settings" }).click();
  await change();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary")).toHaveCount(0);
}

async function expectNothingFrom(page: Page, ...keys: string[]): Promise<void> {
  const no = await itemOnScreen(page);
  for (const key of keys) {
    await untilPressCounts(page);
    await page.keyboard.press(key);
  }
  await untilPressCounts(page);
  expect(await itemOnScreen(page)).toBe(no);
  await expect(page.getByRole("complementary")).toHaveCount(0);
  await expect(page.getByRole("textbox")).toHaveCount(0);
}

async function wordsOn(projectId: string, no: number): Promise<unknown[]> {
  const [found] = await ask<{ unratable: string; level: number; comment: string }>(
    "SELECT unratable, level, comment FROM judgment WHERE project_id = $1 AND item_no = $2",
    [projectId, no],
  );
  return found ? [found.unratable, found.level, found.comment] : [];
}
