import { randomUUID } from "node:crypto";
import { ask } from "./database.ts";
import { judgeByDigit, openDesk, savedOnServer } from "./desk.ts";
import { enterProject, makeDesk, makeSmallProject } from "./desk-project.ts";
import { expect, signInAs, test } from "./fixtures.ts";

const SUBMIT = "**/api/judge/submit";

test("a project of six items that both its people have judged says that a third is missing, wherever it is shown", async ({
  page,
}) => {
  const projectId = `small-${randomUUID().slice(0, 8)}`;
  await makeSmallProject(projectId, { items: 6, people: 2, judgmentsPerItem: 3 });
  for (const [person, levels] of [
    [1, [1, 2, 3, 4, 5, 5]],
    [2, [1, 2, 3, 4, 5, 4]],
  ] as const) {
    for (const [at, level] of levels.entries()) {
      await ask("SELECT lend_items($1, ARRAY[$2]::int[], $3, 1, 900)", [projectId, at + 1, person]);
      await ask(
        `SELECT submit_judgment($1, $3, a.id, a.epoch, gen_random_uuid(), sha256('x'), $4, NULL, NULL, 4000, 1)
         FROM assignment a WHERE a.project_id = $1 AND a.item_no = $2 AND a.annotator_no = $3`,
        [projectId, at + 1, person, level],
      );
    }
  }
  await ask("INSERT INTO member (project_id, user_id, role) VALUES ($1, 'demo-requester', 'requester')", [
    projectId,
  ]);
  await signInAs(page, "demo-requester");

  await page.goto(`/projects/${projectId}`);
  const main = page.getByRole("main");
  await expect(main.getByText("6 items need a third annotator.").first()).toBeVisible();
  await expect(main).toContainText("66.7%");
  await expect(main).toContainText("12 of 18 judgments, 0 of 6 items done");
  await expect(main).toContainText("Both annotators have judged them.");
  await expect(main).toContainText("Too few items yet");
  await expect(main).not.toContainText("Too little variation");
  await expect(main).not.toContainText("in work");

  await page.goto("/projects");
  const card = page.getByRole("listitem").filter({ has: page.locator(`a[href="/projects/${projectId}"]`) });
  await expect(card).toContainText("66.7% of judgments");
  await expect(card).toContainText("0 of 6 items done · 0 gold items · 2 annotators");
  await expect(card).toContainText("6 items need a third annotator.");
});

test("the desk says exactly how many are left once it has them all, and counts what a reload finds unsent", async ({
  page,
}) => {
  const projectId = await makeDesk({ items: 11 });
  await enterProject(page, projectId);
  await openDesk(page, projectId);
  const bar = page.getByRole("banner");
  await expect(bar).toContainText("11 to 20 left");
  for (let given = 0; given < 5; given++) await judgeByDigit(page, 3);
  await expect(savedOnServer(page)).toBeVisible();

  await test.step("three answers wait on this device when the page is loaded again", async () => {
    await page.route(SUBMIT, (route) => route.abort());
    for (let given = 0; given < 3; given++) await judgeByDigit(page, 3);
    await expect(bar).toContainText("8 today · 3 left");
    await page.reload();
    await expect(page.locator("article h1")).toBeVisible();
    await page.unroute(SUBMIT);
    await expect(savedOnServer(page)).toBeVisible();
    await expect(bar).toContainText("8 today · 3 left");
  });
});
