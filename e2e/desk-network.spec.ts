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
import { expect, keepScreen, test } from "./fixtures.ts";

const SUBMIT = "**/api/judge/submit";
const CLAIM = "**/api/judge/claim";
const EVERYTHING = "**/api/judge/**";

test("what is judged while the network is cut is kept on this device and stored once", async ({
  page,
  context,
}) => {
  const projectId = await makeDesk({ items: 60 });
  await enterProject(page, projectId);
  await openDesk(page, projectId);
  const prefetch = page.waitForResponse(CLAIM);
  const given = new Map<number, number>();
  const answer = async () => {
    const level = 1 + (given.size % 5);
    given.set(await judgeByDigit(page, level), level);
  };

  await test.step("the answers to three submits are lost on their way back, and what was stored is not doubled", async () => {
    let lost = 0;
    await page.route(SUBMIT, async (route) => {
      if (lost++ >= 3) return route.continue();
      await route.fetch();
      await route.abort();
    });
    for (let count = 0; count < 5; count++) await answer();
    await expect(savedOnServer(page)).toBeVisible();
    expect(lost).toBeGreaterThan(5);
    await page.unroute(SUBMIT);
    expect(await judgmentsOf(projectId)).toEqual(byItem(given));
  });

  const before = given.size;
  await test.step("without a network one judges on as long as prefetched items last", async () => {
    await (await prefetch).finished();
    await context.setOffline(true);
    while (await itemTitle(page).isVisible()) {
      await answer();
      if (given.size === before + 3) await keepScreen(page, "judge-offline");
    }
    expect(given.size - before).toBeGreaterThanOrEqual(4);
    await expect(page.getByText(`${given.size - before} saved on this device`)).toBeVisible();
    await expect(page.getByText("The server cannot be reached.")).toBeVisible();
    await expect(page.getByText("Waiting for a connection to load the next items…")).toBeVisible();
    await keepScreen(page, "judge-offline-empty");
    expect(await judgmentsOf(projectId)).toHaveLength(before);
  });

  await test.step("a reload keeps them, while the page comes again but the server takes nothing yet", async () => {
    await page.route(EVERYTHING, (route) => route.abort());
    await context.setOffline(false);
    await page.reload();
    await expect(page.getByText(`${given.size - before} saved on this device`)).toBeVisible();
    expect(await judgmentsOf(projectId)).toHaveLength(before);
  });

  await test.step("once it answers everything is stored, each as it was pressed", async () => {
    await page.unroute(EVERYTHING);
    // The event that a browser fires when the connection is back
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await expect(savedOnServer(page)).toBeVisible();
    await expect(itemTitle(page)).toBeVisible();
    for (let count = 0; count < 3; count++) await answer();
    await expect(savedOnServer(page)).toBeVisible();
    expect(await judgmentsOf(projectId)).toEqual(byItem(given));
    await expect(page.getByText(/could not be saved/)).toHaveCount(0);
  });
});

test("two tabs of one person double nothing and lose nothing", async ({ page, context }) => {
  const projectId = await makeDesk({ items: 60 });
  await enterProject(page, projectId);
  await openDesk(page, projectId);
  const second = await context.newPage();
  await openDesk(second, projectId);
  const given = new Map<number, number>();

  await test.step("what is answered in one leaves the other", async () => {
    for (let count = 0; count < 10; count++) {
      const [here, there] = count % 2 === 0 ? [page, second] : [second, page];
      await here.bringToFront();
      const level = 1 + (count % 5);
      const no = await judgeByDigit(here, level);
      expect(given.has(no), "asked once").toBe(false);
      given.set(no, level);
      await expect.poll(() => itemOnScreen(there)).not.toBe(no);
    }
  });

  await test.step("pressed in both at the same moment, each item has one answer", async () => {
    for (let count = 0; count < 4; count++) {
      await untilPressCounts(page);
      await untilPressCounts(second);
      await Promise.all([page.keyboard.press("Digit2"), second.keyboard.press("Digit4")]);
      await expect(savedOnServer(page)).toBeVisible();
      await expect(savedOnServer(second)).toBeVisible();
    }
    const stored = await judgmentsOf(projectId);
    expect(new Set(stored.map(([no]) => no)).size).toBe(stored.length);
    expect(stored).toEqual(expect.arrayContaining(byItem(given)));
  });
  await second.close();
});

test("a tab that does not hear of the other says that the item was judged there", async ({
  page,
  context,
}) => {
  const projectId = await makeDesk({ items: 30 });
  await enterProject(page, projectId);
  await openDesk(page, projectId);
  const deaf = await context.newPage();
  await deaf.addInitScript(() => Reflect.deleteProperty(globalThis, "BroadcastChannel"));
  await openDesk(deaf, projectId);
  const no = await itemOnScreen(page);
  expect(await itemOnScreen(deaf)).toBe(no);
  await judgeByDigit(page, 5);
  await expect(savedOnServer(page)).toBeVisible();
  await deaf.bringToFront();
  await judge(deaf, () => deaf.keyboard.press("Digit1"));
  await expect(deaf.getByRole("button", { name: /Undo/ }), "nothing of it to take back").toBeDisabled();
  const notice = deaf.getByText(/could not be saved: you already judged this item, perhaps in another tab/);
  await expect(notice).toContainText(`· ${no}”`);
  await keepScreen(deaf, "judge-second-tab");
  expect(await judgmentsOf(projectId)).toEqual([[no, 5]]);
  await deaf.getByRole("button", { name: "Dismiss" }).click();
  await expect(notice).toHaveCount(0);
  await expect(savedOnServer(deaf)).toBeVisible();
});
