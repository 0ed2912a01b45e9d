import { ask } from "./database.ts";
import { itemOnScreen, itemTitle, judgeByDigit, openDesk, savedOnServer } from "./desk.ts";
import { enterProject, makeDesk } from "./desk-project.ts";
import { expect, test } from "./fixtures.ts";

const RULE = "A spare part alone is never the product.";

test("a new guideline and a renamed level reach an open desk within a minute, and each answer carries what was on screen", async ({
  page,
  context,
}) => {
  const projectId = await makeDesk({ items: 60 });
  await enterProject(page, projectId);
  await page.clock.install();
  await openDesk(page, projectId);
  const first = await judgeByDigit(page, 3);
  await expect(savedOnServer(page)).toBeVisible();
  const notice = page.getByRole("status").filter({ hasText: "The guideline changed" });

  await test.step("what is judged without a network keeps the version it was judged under", async () => {
    await context.setOffline(true);
    const offline = await judgeByDigit(page, 2);
    await change(projectId);
    const stillOffline = await judgeByDigit(page, 5);
    await context.setOffline(false);
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await expect(savedOnServer(page)).toBeVisible();
    expect(await versionsOf(projectId, first, offline, stillOffline)).toEqual([1, 1, 1]);
  });

  const shown = await itemOnScreen(page);
  await test.step("without a press the desk shows both, says what changed, and leaves the item where it is", async () => {
    await page.clock.fastForward(60_000);
    await expect(notice).toContainText(RULE);
    await expect(notice).toContainText("“Outstanding”");
    await expect(page.getByRole("radio", { name: /Outstanding/ })).toBeAttached();
    expect(await itemOnScreen(page)).toBe(shown);
  });

  await test.step("the panel has the new text, and the next answers carry its version, fetched ahead or not", async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("complementary", { name: "Guideline" })).toContainText(RULE);
    await page.keyboard.press("Escape");
    const next = [await judgeByDigit(page, 4), await judgeByDigit(page, 4)];
    await expect(savedOnServer(page)).toBeVisible();
    expect(await versionsOf(projectId, ...next)).toEqual([2, 2]);
  });

  await test.step("put aside it is read: neither the desk nor the next visit tells it again", async () => {
    await notice.getByRole("button", { name: "Dismiss" }).click();
    await expect(notice).toHaveCount(0);
    await expect.poll(() => versionRead(projectId)).toBe(2);
    await page.reload();
    await expect(itemTitle(page)).toBeVisible();
    await expect(notice).toHaveCount(0);
  });
});

test("who can see the gold of a project and judges in it is told, and so are its requesters", async ({
  page,
}) => {
  const projectId = await makeDesk({ items: 24, isNew: true });
  const told = /do(?:es)? not measure/;
  await enterProject(page, projectId);
  await page.goto("/judge");
  await expect(page.getByRole("link", { name: "Electronics at one desk" })).toBeVisible();
  await expect(page.getByText(told)).toHaveCount(0);

  await ask("INSERT INTO member (project_id, user_id, role) VALUES ($1, $1 || '-1', 'requester')", [
    projectId,
  ]);
  for (const address of [
    "/judge",
    `/judge/${projectId}`,
    `/projects/${projectId}/annotators`,
    `/projects/${projectId}/annotators/1`,
  ]) {
    await page.goto(address);
    await expect(page.getByText(told).first(), address).toBeVisible();
  }
});

async function change(projectId: string): Promise<void> {
  await ask(
    `INSERT INTO guideline_version (project_id, version, markdown)
     SELECT project_id, 2, markdown || E'\\n\\n' || $2 FROM guideline_version WHERE project_id = $1 AND version = 1`,
    [projectId, RULE],
  );
  await ask("UPDATE level SET name = 'Outstanding' WHERE project_id = $1 AND value = 5", [projectId]);
}

async function versionsOf(projectId: string, ...items: number[]): Promise<number[]> {
  const rows = await ask<{ version: number }>(
    `SELECT j.guideline_version AS version FROM unnest($2::int[]) WITH ORDINALITY AS asked (no, at)
     JOIN judgment j ON j.project_id = $1 AND j.item_no = asked.no ORDER BY asked.at`,
    [projectId, items],
  );
  return rows.map(({ version }) => version);
}

async function versionRead(projectId: string): Promise<number | undefined> {
  const [found] = await ask<{ read: number }>(
    "SELECT guideline_version_read AS read FROM annotator WHERE project_id = $1",
    [projectId],
  );
  return found?.read;
}
