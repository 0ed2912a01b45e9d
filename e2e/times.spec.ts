import { randomUUID } from "node:crypto";
import { ask } from "./database.ts";
import { openDesk } from "./desk.ts";
import { enterProject, makeDesk, makeSmallProject } from "./desk-project.ts";
import { expect, signInAs, test } from "./fixtures.ts";

// One moment on two days, one zone with a summer time and one a quarter of an hour off.
const LAUNCHED = "2024-07-15T20:30:00Z";
const READERS = [
  { zone: "America/New_York", date: /^Jul 15, 2024, 4:30\sPM$/, title: /^Jul 15, 2024, 4:30\sPM EDT$/ },
  { zone: "Asia/Kathmandu", date: /^Jul 16, 2024, 2:15\sAM$/, title: /^Jul 16, 2024, 2:15\sAM GMT\+5:45$/ },
];

for (const { zone, date, title } of READERS) {
  test.describe(`for a reader in ${zone}`, () => {
    test.use({ timezoneId: zone });

    test("a time is theirs, and names the zone in full", async ({ page }) => {
      const projectId = `times-${randomUUID().slice(0, 8)}`;
      await makeSmallProject(projectId, { items: 6, people: 1, judgmentsPerItem: 1 });
      await ask("UPDATE project SET launched_at = $2 WHERE id = $1", [projectId, LAUNCHED]);
      await ask("INSERT INTO member (project_id, user_id, role) VALUES ($1, $1 || '-1', 'requester')", [
        projectId,
      ]);
      await signInAs(page, `${projectId}-1`);
      const document = await page.goto(`/projects/${projectId}`);
      const time = page.getByRole("main").locator(`time[datetime="${new Date(LAUNCHED).toISOString()}"]`);
      await expect(time).toHaveText(date);
      await expect(time).toHaveAttribute("title", title);
      expect(await document?.text(), "what is read without scripts").toMatch(/Jul 15, 2024, 8:30\sPM UTC/);
    });

    test("the day that a desk counts begins at their midnight", async ({ page }) => {
      const projectId = await makeDesk({ items: 3 });
      await enterProject(page, projectId);
      const claimed = page.waitForRequest("**/api/judge/claim");
      await openDesk(page, projectId);
      const { since } = (await claimed).postDataJSON() as { since: string };
      const local = new Date(since).toLocaleTimeString("en-GB", { timeZone: zone });
      expect(local).toBe("00:00:00");
    });
  });
}
