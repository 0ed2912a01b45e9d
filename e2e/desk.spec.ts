import type { Route } from "@playwright/test";
import { byItem, itemTitle, judgeByDigit, judgmentsOf, openDesk, savedOnServer } from "./desk.ts";
import { enterProject, plantDesk } from "./desk-project.ts";
import { expect, test } from "./fixtures.ts";

// How fast the next item is painted is measured by `npm run bench -- desk`.
test("the next item is shown before the server has answered to the one before", async ({ page }) => {
  const projectId = await plantDesk({ items: 24 });
  await enterProject(page, projectId);
  await openDesk(page, projectId);
  const held: Route[] = [];
  await page.route("**/api/judge/submit", (route) => void held.push(route));
  const given = new Map<number, number>();
  for (let level = 1; level <= 3; level++) {
    given.set(await judgeByDigit(page, level), level);
    await expect(itemTitle(page)).toBeVisible();
  }
  await expect.poll(() => held.length).toBeGreaterThan(0);
  expect(await judgmentsOf(projectId), "the server has none yet").toEqual([]);

  await page.unroute("**/api/judge/submit");
  for (const route of held) await route.continue();
  await expect(savedOnServer(page)).toBeVisible();
  expect(await judgmentsOf(projectId)).toEqual(byItem(given));
});
