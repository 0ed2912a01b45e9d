import pg from "pg";
import { ask } from "./database.ts";
import { makeEmptyProject } from "./empty-project.ts";
import { expect, running, signInAs, test } from "./fixtures.ts";
import { expectSound } from "./sound.ts";

test("A page that is left before it is there takes its query along", async ({ page }) => {
  await signInAs(page, "demo-requester");
  const id = await makeEmptyProject("guards");
  const cookies = await page.context().cookies();
  const waiting = async () => {
    const [row] = await ask<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'assay' AND wait_event_type = 'Lock' AND query LIKE '%FROM invite v%'`,
    );
    return row?.count;
  };
  // Until it is released the page cannot be read.
  const lock = new pg.Client({ connectionString: running().environment.DATABASE_URL });
  await lock.connect();
  try {
    await lock.query("BEGIN; LOCK TABLE invite IN ACCESS EXCLUSIVE MODE");
    const left = new AbortController();
    const asked = fetch(`${running().address.local}/projects/${id}/annotators`, {
      headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") },
      signal: left.signal,
    }).catch((error: Error) => error.name);
    await expect.poll(waiting, { timeout: 120_000 }).toBe(1);
    left.abort();
    expect(await asked).toBe("AbortError");
    await expect.poll(waiting, { timeout: 120_000 }).toBe(0);
  } finally {
    await lock.end();
  }
  await page.goto(`/projects/${id}/annotators`);
  await expect(page.getByRole("heading", { name: "Pans and pots" })).toBeVisible();
});

test("Work that was set aside says so where it was started, and can be started again there", async ({
  page,
}) => {
  await signInAs(page, "demo-requester");
  const id = await makeEmptyProject("guards");
  await page.goto(`/projects/${id}/items/import`);
  const buffer = Buffer.from("query,id,title\npan,1,One\npan,2,Two\n");
  await page.locator("input[type=file]").setInputFiles({ name: "pans.csv", mimeType: "text/csv", buffer });
  await page.waitForURL(/\/items\/import\/\d+$/);
  await ask(
    `UPDATE import SET state = 'failed', error = 'survey-stopped', survey = survey || '{"columns": [], "rows": 0}'
     WHERE project_id = $1`,
    [id],
  );
  await page.reload();
  await expect(page.getByText(/server stopped three times while reading this file/)).toBeVisible();
  await expectSound(page, "import-set-aside");
  await page.getByRole("button", { name: "Read file again" }).click();
  await expect(page.getByRole("button", { name: "Add items" })).toBeEnabled();

  await ask(
    `INSERT INTO dataset_version (project_id, version, state, method, parameters, watermark, error)
     VALUES ($1, 1, 'failed', 'majority', '{}', 1, 'stopped')`,
    [id],
  );
  await page.goto(`/projects/${id}/datasets`);
  await expect(page.getByText(/server stopped three times while writing the files/)).toBeVisible();
  await expectSound(page, "version-set-aside");
  await page.getByRole("button", { name: "Freeze version 1 again" }).click();
  // Nothing was pinned for it, as before an upgrade: the worker took it, and says that.
  await expect(page.getByText(/Assay was upgraded meanwhile/)).toBeVisible();
  await expect(page.getByRole("button", { name: /again/ })).toHaveCount(0);
});
