import type { Page } from "@playwright/test";
import { ask } from "./database.ts";
import { itemTitle } from "./desk.ts";
import { enterProject, makeDesk } from "./desk-project.ts";
import { makeEmptyProject } from "./empty-project.ts";
import { expect, signInAs, test } from "./fixtures.ts";
import { answerQuiz } from "./quiz.ts";

// Where what had the focus goes away, the next thing to read has it, not the page as a whole.

test("both rounds of the practice quiz end with the focus on their result", async ({ page }) => {
  const projectId = await makeDesk({ items: 24, golds: 12, isNew: true });
  await enterProject(page, projectId);
  await page.goto(`/judge/${projectId}`);
  await page.getByRole("button", { name: "Start judging" }).click();
  await answerQuiz(page, projectId, "wrong");
  await expect(page.getByRole("heading", { name: "A second round comes next" })).toBeFocused();
  await tabToNext(page, "button", "Start second round");
  await expect(itemTitle(page)).toBeFocused();
  await answerQuiz(page, projectId, "wrong");
  await expect(page.getByRole("heading", { name: "The requester will decide" })).toBeFocused();
  await tabToNext(page, "link", "All projects");
  await page.waitForURL("**/judge");
});

test("after a suspension and a reinstatement the focus is on the name of the person", async ({ page }) => {
  const id = await makeEmptyProject("focus");
  await ask(
    `INSERT INTO annotator (project_id, no, user_id, pseudonym, is_simulated, seed)
     VALUES ($1, 1, NULL, 'Ash Gray', true, 1)`,
    [id],
  );
  await signInAs(page, "demo-requester");
  await page.goto(`/projects/${id}/annotators/1`);
  for (const act of ["Suspend", "Reinstate"]) {
    await page.getByRole("button", { name: act }).click();
    await page.getByRole("dialog").getByRole("textbox").fill("A mix-up");
    await page.getByRole("dialog").getByRole("button", { name: act }).click();
    await expect(page.getByRole("button", { name: act })).toHaveCount(0);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.getByRole("heading", { name: "Ash Gray" })).toBeFocused();
  }
});

test("after an upload the focus is on the name of the file", async ({ page }) => {
  const id = await makeEmptyProject("focus");
  await signInAs(page, "demo-requester");
  await page.goto(`/projects/${id}/items/import`);
  const buffer = Buffer.from("query,id,title\npan,1,One\npan,2,Two\n");
  await page.locator("input[type=file]").setInputFiles({ name: "pans.csv", mimeType: "text/csv", buffer });
  await page.waitForURL(/\/items\/import\/\d+$/);
  await expect(page.getByRole("heading", { name: "pans.csv" })).toBeFocused();
});

/** The next control by keyboard, and presses it. */
async function tabToNext(page: Page, role: "button" | "link", name: string): Promise<void> {
  await page.keyboard.press("Tab");
  await expect(page.getByRole(role, { name })).toBeFocused();
  await page.keyboard.press("Enter");
}
