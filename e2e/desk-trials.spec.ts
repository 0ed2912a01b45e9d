import { ask } from "./database.ts";
import {
  itemOnScreen,
  itemTitle,
  judge,
  judgeByDigit,
  openDesk,
  pressPad,
  pressPadDigit,
  savedOnServer,
  untilPressCounts,
} from "./desk.ts";
import { enterProject, makeDesk } from "./desk-project.ts";
import { expect, test } from "./fixtures.ts";

// Faults of the desk that manual trials found.

test("the desk comes from the server as a whole page, and the browser takes it over without a fault", async ({
  page,
}) => {
  const projectId = await makeDesk({ items: 24 });
  await enterProject(page, projectId);
  const answer = await page.request.get(`/judge/${projectId}`);
  const document = await answer.text();
  expect(answer.status()).toBe(200);
  expect(document).toContain("Electronics at one desk");
  expect(document, "an error that the server left to the browser").not.toContain("data-dgst");

  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  await openDesk(page, projectId);
  expect(faults).toEqual([]);
});

test("what was being written comes back after a reload, on the item it was written on", async ({ page }) => {
  const projectId = await makeDesk({ items: 48 });
  await enterProject(page, projectId);
  await openDesk(page, projectId);
  const comment = page.getByRole("textbox", { name: "Comment" });

  await test.step("a comment with the level chosen for it", async () => {
    const no = await itemOnScreen(page);
    await page.keyboard.press("c");
    await page.keyboard.type("an older model");
    await page.getByRole("radio").nth(1).press("Space");
    await page.reload();
    await expect(itemTitle(page)).toBeVisible();
    expect(await itemOnScreen(page)).toBe(no);
    await expect(comment).toHaveValue("an older model");
    await expect(page.getByRole("radio", { checked: true })).toHaveValue("2");
    await judge(page, () => page.keyboard.press("Control+Enter"));
    await expect.poll(() => wordsOn(projectId, no)).toEqual([null, 2, "an older model"]);
  });

  await test.step("it went with its judgment: neither the next item has it nor the next reload", async () => {
    await expect(comment).toHaveCount(0);
    await page.reload();
    await expect(itemTitle(page)).toBeVisible();
    await expect(comment).toHaveCount(0);
  });

  await test.step("an item that cannot be judged: the form is open again, with its reason and its words", async () => {
    const no = await itemOnScreen(page);
    await page.keyboard.press("x");
    await page.getByRole("radio", { name: /^The result/ }).check();
    await page.getByRole("textbox").fill("The page is gone");
    await page.reload();
    await expect(page.getByRole("radio", { name: /^The result/ })).toBeChecked();
    await expect(page.getByRole("textbox")).toHaveValue("The page is gone");
    expect(await itemOnScreen(page)).toBe(no);
    await judge(page, () => page.getByRole("textbox").press("Enter"));
    await expect.poll(() => wordsOn(projectId, no)).toEqual(["result", null, "The page is gone"]);
  });

  await test.step("undo does not cost what was being written on the next item", async () => {
    const before = await judgeByDigit(page, 3);
    await page.keyboard.press("c");
    await page.keyboard.type("not sure yet");
    await page.getByRole("button", { name: /Undo/ }).click();
    await expect.poll(() => itemOnScreen(page)).toBe(before);
    await judgeByDigit(page, 4);
    await expect(comment).toHaveValue("not sure yet");
  });

  await test.step("and when the item went to somebody else meanwhile the words are still shown", async () => {
    await expect(savedOnServer(page)).toBeVisible();
    const no = await itemOnScreen(page);
    await page.goto("/judge");
    await ask(
      `WITH gone AS (UPDATE assignment SET state = 'returned' WHERE project_id = $1 AND item_no = $2 RETURNING item_no)
       UPDATE item SET live = 0, state = 'removed', rev = rev + 1 WHERE project_id = $1 AND no IN (SELECT item_no FROM gone)`,
      [projectId, no],
    );
    await openDesk(page, projectId);
    expect(await itemOnScreen(page)).not.toBe(no);
    await expect(page.getByText("“not sure yet”")).toBeVisible();
    await page.getByRole("button", { name: "Discard text" }).click();
    await expect(page.getByText("“not sure yet”")).toHaveCount(0);
  });
});

test("a contest that was being written comes back after a reload, and goes when it is sent", async ({
  page,
}) => {
  const projectId = await makeDesk({ items: 24 });
  await enterProject(page, projectId);
  await openDesk(page, projectId);
  const no = await judgeByDigit(page, 1);
  await expect(savedOnServer(page)).toBeVisible();
  await ask("SELECT set_gold($1, $2, '{5}', 'It is the very product.', NULL)", [projectId, no]);
  await ask(
    `INSERT INTO gold_feedback (project_id, judgment_seq, annotator_no, item_no, gold_version)
     SELECT project_id, seq, annotator_no, item_no, 1 FROM judgment WHERE project_id = $1 AND item_no = $2`,
    [projectId, no],
  );
  await page.goto(`/judge/${projectId}/history`);
  await page.getByText("Contest this").click();
  const why = page.getByRole("textbox", { name: "Why is your level right?" });
  await why.fill("The page is about another model.");
  await page.reload();
  await expect(why).toHaveValue("The page is about another model.");
  await page.getByRole("button", { name: "Send contest" }).click();
  await expect(page.getByText(/^You contested this/)).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => /contest/.test(key)))).toEqual(
    [],
  );
});

test("the number pad without its lock moves and never submits", async ({ page }) => {
  const projectId = await makeDesk({ items: 24 });
  await enterProject(page, projectId);
  await openDesk(page, projectId);
  const no = await itemOnScreen(page);
  await untilPressCounts(page);
  await page.getByRole("radio").first().press("Space");
  await pressPad(page, 2, "ArrowDown", 40);
  await pressPad(page, 6, "ArrowRight", 39);
  await expect(page.getByRole("radio", { checked: true })).toHaveValue("3");
  await pressPad(page, 1, "End", 35);
  await pressPad(page, 5, "Clear", 12);
  expect(await itemOnScreen(page)).toBe(no);
  await expect(page.getByRole("radio", { checked: true })).toHaveValue("3");
  await pressPadDigit(page, 4);
  await expect.poll(() => itemOnScreen(page)).not.toBe(no);
  await expect.poll(() => wordsOn(projectId, no)).toEqual([null, 4, null]);
});

async function wordsOn(projectId: string, no: number): Promise<unknown[]> {
  const [found] = await ask<{ unratable: string; level: number; comment: string }>(
    "SELECT unratable, level, comment FROM judgment WHERE project_id = $1 AND item_no = $2 ORDER BY seq DESC LIMIT 1",
    [projectId, no],
  );
  return found ? [found.unratable, found.level, found.comment] : [];
}

test("a suspended person reads why, and has nothing to judge or undo until they are reinstated", async ({
  page,
}) => {
  const projectId = await makeDesk({ items: 24 });
  await enterProject(page, projectId);
  await openDesk(page, projectId);
  const undo = page.getByRole("button", { name: /Undo/ });
  const decide = (act: "suspend" | "reinstate", reason: string) =>
    ask(`SELECT ${act}_annotator(project_id, no, $2, NULL) FROM annotator WHERE project_id = $1`, [
      projectId,
      reason,
    ]);
  await judgeByDigit(page, 4);
  await expect(savedOnServer(page)).toBeVisible();
  await decide("suspend", "Answers without looking");

  await test.step("an open desk learns of it by its undo, which is refused", async () => {
    await undo.click();
    await expect(page.getByRole("heading", { name: "You are suspended in this project" })).toBeVisible();
    await expect(page.getByText("“Answers without looking”")).toBeVisible();
    await expect(page.getByText("you are suspended in this project.")).toBeVisible();
    await expect(page.getByRole("radio")).toHaveCount(0);
    await expect(undo).toHaveCount(0);
  });

  await test.step("My judgments say so too", async () => {
    await page.goto(`/judge/${projectId}/history`);
    await expect(page.getByText("“Answers without looking”")).toBeVisible();
    await expect(page.getByRole("link", { name: "Continue judging" })).toHaveCount(0);
  });

  await test.step("a guideline that they have not read does not offer them to start", async () => {
    await ask("UPDATE annotator SET guideline_version_read = 0 WHERE project_id = $1", [projectId]);
    await page.goto(`/judge/${projectId}`);
    await expect(page.getByRole("heading", { name: "You are suspended in this project" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Start judging" })).toHaveCount(0);
    await ask("UPDATE annotator SET guideline_version_read = 1 WHERE project_id = $1", [projectId]);
    await page.goto(`/judge/${projectId}/history`);
  });

  await test.step("reinstated, they read why and go on", async () => {
    await decide("reinstate", "A mix-up");
    await page.reload();
    await expect(page.getByText("“A mix-up”")).toBeVisible();
    await page.getByRole("link", { name: "Continue judging" }).click();
    await expect(itemTitle(page)).toBeVisible();
  });
});
