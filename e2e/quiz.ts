import { expect, type Page } from "@playwright/test";
import { ask } from "./database.ts";

/** Answers the practice quiz by keyboard alone, with acceptable levels of the gold items, and starts to judge. */
export async function passQuiz(page: Page, projectId: string): Promise<void> {
  const start = page.getByRole("link", { name: "Start judging" });
  const next = page.getByRole("button", { name: /Next item|See result/ });
  await expect(page.getByText(/^Practice item 1 of/)).toBeVisible();
  for (let answered = 0; !(await start.isVisible()); answered++) {
    const position = page.getByText(new RegExp(`^Practice item ${answered + 1} of`));
    await expect(position.or(start)).toBeVisible();
    if (await start.isVisible()) break;
    const level = await levelFor(page, projectId);
    await expect(async () => {
      if (await page.getByRole("radio").first().isVisible()) await page.keyboard.press(`Digit${level}`);
      await expect(next).toBeFocused({ timeout: 2000 });
    }).toPass();
    await expect(page.getByText("Your answer matches the requester’s")).toBeVisible();
    await page.keyboard.press("Enter");
  }
  await start.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/judge/${projectId}`);
}

async function levelFor(page: Page, projectId: string): Promise<number> {
  const title = await page.getByRole("article").getByRole("heading").textContent();
  const query = (await page.getByText(/^“.*”$/).textContent())?.slice(1, -1);
  const [found] = await ask<{ level: number }>(
    `SELECT g.levels[1] AS level FROM scored_gold g
     JOIN item i ON i.project_id = g.project_id AND i.no = g.item_no
     JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
     WHERE g.project_id = $1 AND q.text = $2 AND $3 IN (SELECT value FROM jsonb_each_text(i.fields::jsonb))`,
    [projectId, query, title],
  );
  if (!found) throw new Error(`There is no gold item "${title}" for "${query}".`);
  return found.level;
}
