import { enterAs, expect, freshLinks, keepScreen, running, test } from "./fixtures.ts";

test("the first page answers and says what a first visitor does", async ({ page }) => {
  const answer = await page.goto("/");
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await keepScreen(page, "start");
});

test("health says that database and worker are there", async ({ request }) => {
  const health = await request.get("/api/health");
  expect(health.status()).toBe(200);
  expect(await health.json()).toEqual({ database: "ok", worker: "ok" });
});

test("a start prints links to set up the first admin and to look at the demo from both sides", () => {
  expect(Object.keys(running().links).sort()).toEqual(["demo-annotator", "demo-requester", "set-up"]);
});

test("the requester's link leads to the demo", async ({ page }) => {
  await enterAs(page, "demo-requester");
  await page.goto("/projects/demo");
  await expect(page.getByRole("heading", { name: "Electronics search relevance" })).toBeVisible();
});

test("the annotator's link leads to the items to judge, and not to the requester's side", async ({
  page,
  expectStatus,
}) => {
  await enterAs(page, "demo-annotator");
  await page.goto("/judge");
  await expect(page.getByText("Electronics search relevance").first()).toBeVisible();
  expectStatus(404, "/projects/demo");
  expect((await page.goto("/projects/demo"))?.status()).toBe(404);
});

test("a link works once", async ({ page, browser }) => {
  const link = (await freshLinks("demo-requester"))["demo-requester"] ?? "";
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/projects/);
  const other = await browser.newPage({ baseURL: running().address.local });
  await other.goto(link);
  await expect(other.getByRole("button", { name: "Sign in" })).toHaveCount(0);
  await other.close();
});
