import { expect, type Page } from "@playwright/test";
import { ask } from "./database.ts";

/** Answers the practice quiz by keyboard alone, with acceptable levels of the gold items, and starts to judge. */
export async function passQuiz(page: Page, projectId: string): Promise<void> {
  await answerQuiz(page, projectId, "right");
  await expect(page.getByRole("heading", { name: "You passed" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Start judging" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/judge/${projectId}`);
}

/** Answers one round by keyboard alone, up to its result. */
export async function answerQuiz(page: Page, projectId: string, how: "right" | "wrong"): Promise<void> {
  const next = page.getByRole("button", { name: /Next item|See result/ });
  await expect(page.getByText(/^Practice item 1 of/)).toBeVisible();
  for (let answered = 0, isLast = false; !isLast; answered++) {
    await expect(page.getByText(new RegExp(`^Practice item ${answered + 1} of`))).toBeVisible();
    const acceptable = await levelsFor(page, projectId);
    const level =
      how === "right" ? acceptable[0] : [1, 2, 3, 4, 5].find((other) => !acceptable.includes(other));
    await expect(async () => {
      if (await page.getByRole("radio").first().isVisible()) await page.keyboard.press(`Digit${level}`);
      await expect(next).toBeFocused({ timeout: 2000 });
    }).toPass();
    const verdict = how === "right" ? "Your answer matches" : "Your answer differs from";
    await expect(page.getByText(`${verdict} the requester’s`)).toBeVisible();
    isLast = (await next.textContent()) === "See result";
    await page.keyboard.press("Enter");
  }
}

async function levelsFor(page: Page, projectId: string): Promise<number[]> {
  const title = await page.getByRole("article").getByRole("heading").textContent();
  const query = (await page.getByText(/^“.*”$/).textContent())?.slice(1, -1);
  const [found] = await ask<{ levels: number[] }>(
    `SELECT g.levels FROM scored_gold g
     JOIN item i ON i.project_id = g.project_id AND i.no = g.item_no
     JOIN query q ON q.project_id = i.project_id AND q.no = i.query_no
     WHERE g.project_id = $1 AND q.text = $2 AND $3 IN (SELECT value FROM jsonb_each_text(i.fields::jsonb))`,
    [projectId, query, title],
  );
  if (!found) throw new Error(`There is no gold item "${title}" for "${query}".`);
  return found.levels;
}
