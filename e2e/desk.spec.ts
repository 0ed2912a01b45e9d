import { byItem, itemTitle, judgeByDigit, judgmentsOf, openDesk, savedOnServer } from "./desk.ts";
import { enterProject, makeDesk } from "./desk-project.ts";
import { expect, test } from "./fixtures.ts";

// How fast the next item is painted is measured by `npm run bench -- desk`.
test("the next item is shown before the server has answered to the one before", async ({ page }) => {
  const projectId = await makeDesk({ items: 24 });
  await enterProject(page, projectId);
  await openDesk(page, projectId);
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let held = 0;
  await page.route("**/api/judge/submit", async (route) => {
    held += 1;
    await released;
    await route.continue();
  });
  const given = new Map<number, number>();
  for (let level = 1; level <= 3; level++) {
    given.set(await judgeByDigit(page, level), level);
    await expect(itemTitle(page)).toBeVisible();
  }
  await expect.poll(() => held).toBeGreaterThan(0);
  expect(await judgmentsOf(projectId), "the server has none yet").toEqual([]);

  release();
  await expect(savedOnServer(page)).toBeVisible();
  expect(await judgmentsOf(projectId)).toEqual(byItem(given));
});
