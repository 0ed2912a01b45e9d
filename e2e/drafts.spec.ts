import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { ask } from "./database.ts";
import { expect, signInAs, test } from "./fixtures.ts";

const DEMO = "/projects/demo";
const BACK = "Your unsaved changes are back.";

const nameField = (page: Page) => page.getByLabel("Name", { exact: true }).first();
const guidelineField = (page: Page) => page.getByLabel("Guideline in Markdown");

/** Types like a person, after the page has hydrated: earlier text is not part of a draft. */
async function type(field: Locator, text: string): Promise<void> {
  await expect(async () => {
    await field.fill("");
    await field.fill(text);
    await expect(field).toHaveValue(text, { timeout: 1000 });
  }).toPass();
}

test("the steps of a new project survive Back and a reload, and nobody else on this browser sees them", async ({
  page,
}) => {
  const other = `other-${randomUUID().slice(0, 8)}`;
  await ask("INSERT INTO app_user (id, name, role) VALUES ($1, 'Olga Other', 'requester')", [other]);
  await signInAs(page, "demo-requester");

  await test.step("Back leads from the guideline to the first step, with everything typed", async () => {
    await page.goto("/projects/new");
    await page.waitForLoadState("networkidle");
    await type(nameField(page), "Half a project");
    await page.getByRole("button", { name: "Continue to guideline" }).click();
    await type(guidelineField(page), "Judge what you see.");
    await page.goBack();
    await expect(nameField(page)).toHaveValue("Half a project");
    await page.goForward();
    await expect(guidelineField(page)).toHaveValue("Judge what you see.");
  });

  await test.step("a reload stays at the step, and says that what was typed is back", async () => {
    await page.reload();
    await expect(guidelineField(page)).toHaveValue("Judge what you see.");
    await expect(page.getByText(BACK)).toBeVisible();
    await page.goto(DEMO);
    await page.goto("/projects/new");
    await expect(nameField(page)).toHaveValue("Half a project");
  });

  await test.step("another account on the same browser begins with nothing", async () => {
    await page.context().clearCookies();
    await signInAs(page, other);
    await page.goto("/projects/new");
    await page.waitForLoadState("networkidle");
    await expect(nameField(page)).toHaveValue("");
    await expect(page.getByText(BACK)).toBeHidden();
  });

  await test.step("once the project is there, nothing is kept", async () => {
    await page.context().clearCookies();
    await signInAs(page, "demo-requester");
    await page.goto("/projects/new?step=2");
    await expect(guidelineField(page)).toHaveValue("Judge what you see.");
    await page.getByRole("button", { name: "Create project" }).click();
    await page.waitForURL("**/items/import");
    await page.goto("/projects/new");
    await page.waitForLoadState("networkidle");
    await expect(nameField(page)).toHaveValue("");
  });
});

test("what is typed in settings, a guideline, gold or a mapping survives a reload until it is saved", async ({
  page,
}) => {
  await signInAs(page, "demo-requester");
  const visit = async (address: string) => {
    await page.goto(address);
    await page.waitForLoadState("networkidle");
  };

  await test.step("settings", async () => {
    await visit(`${DEMO}/settings`);
    await type(nameField(page), "Another name");
    await page.reload();
    await expect(nameField(page)).toHaveValue("Another name");
    await page.getByRole("button", { name: "Discard changes" }).click();
    await expect(nameField(page)).not.toHaveValue("Another name");
    await page.reload();
    await page.waitForLoadState("networkidle");
    await expect(nameField(page)).not.toHaveValue("Another name");
  });

  await test.step("the guideline", async () => {
    await visit(`${DEMO}/guideline/edit`);
    await type(guidelineField(page), "A guideline in the making.");
    await page.goto(`${DEMO}/guideline`);
    await page.goto(`${DEMO}/guideline/edit`);
    await expect(guidelineField(page)).toHaveValue("A guideline in the making.");
    await page.getByRole("button", { name: "Discard changes" }).click();
  });

  await test.step("gold, whose form is open again", async () => {
    await visit(`${DEMO}/items/10`);
    await page.locator("summary", { hasText: /Mark as gold|Change gold/ }).click();
    await type(page.getByLabel("Reason"), "Because it is.");
    await page.reload();
    await expect(page.getByLabel("Reason")).toBeVisible();
    await expect(page.getByLabel("Reason")).toHaveValue("Because it is.");
    await page.getByRole("button", { name: "Discard changes" }).click();
  });

  await test.step("the mapping of a file", async () => {
    await visit(`${DEMO}/items/import`);
    await page.locator("input[type=file]").setInputFiles({
      name: "two.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("query,title,rank\nlamp,Lamp,1\nlamp,Bulb,2\n"),
    });
    await page.waitForURL(/\/items\/import\/\d+$/);
    const rank = page.getByLabel("Use “rank” as");
    await page.waitForLoadState("networkidle");
    await rank.selectOption("text");
    await page.reload();
    await expect(rank).toHaveValue("text");
    await page.getByRole("button", { name: "Discard file" }).click();
    await page.waitForURL(/\/items\/import$/);
  });
});
