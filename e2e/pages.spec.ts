import type { Page } from "@playwright/test";
import { expect, freshLinks, keepScreen, signInAs, test } from "./fixtures.ts";
import { passQuiz } from "./quiz.ts";
import { expectSound } from "./sound.ts";

const DEMO = "/projects/demo";

const OPEN = [
  ["start", "/"],
  ["sign-in", "/sign-in"],
] as const;

const REQUESTER = [
  ["projects", "/projects"],
  ["new-project", "/projects/new"],
  ["project", DEMO],
  ["items", `${DEMO}/items`],
  ["items-filtered", `${DEMO}/items?state=open&gold=yes`],
  ["item", `${DEMO}/items/10`],
  ["import", `${DEMO}/items/import`],
  ["import-result", `${DEMO}/items/import/1`],
  ["guideline", `${DEMO}/guideline`],
  ["guideline-edit", `${DEMO}/guideline/edit`],
  ["gold", `${DEMO}/gold`],
  ["annotators", `${DEMO}/annotators`],
  ["annotator", `${DEMO}/annotators/14`],
  ["agreement", `${DEMO}/agreement`],
  ["datasets", `${DEMO}/datasets`],
  ["settings", `${DEMO}/settings`],
] as const;

const LOOKS = [
  [1280, 800, "light"],
  [390, 844, "dark"],
] as const;

test.describe("every page, wide in light and narrow in dark, has no fault that axe finds and no sideways scroll", () => {
  test("before signing in", async ({ page }) => {
    for (const [name, address] of OPEN) await look(page, name, address);
    await look(page, "set-up", (await freshLinks())["set-up"] ?? "/");
    await look(page, "enter", (await freshLinks("demo-requester"))["demo-requester"] ?? "/");
  });

  test("as requester", async ({ page }) => {
    await signInAs(page, "demo-requester");
    for (const [name, address] of REQUESTER) await look(page, name, address);
  });

  test("as annotator", async ({ page }) => {
    await signInAs(page, "demo-annotator");
    await look(page, "judge-projects", "/judge");
    await look(page, "judge-guideline", "/judge/demo");
    await page.getByRole("button", { name: /start judging/i }).click();
    await expect(page.getByText(/^Practice item 1 of/)).toBeVisible();
    await look(page, "quiz", null);
    await passQuiz(page, "demo");
    await expect(page.getByRole("radio").first()).toBeAttached();
    await look(page, "judge", null);
    await page.keyboard.press("?");
    await expect(page.getByRole("complementary", { name: "Guideline" })).toBeVisible();
    await look(page, "judge-with-guideline", null);
    await page.keyboard.press("Escape");
    await look(page, "judge-history", "/judge/demo/history");
  });
});

test("a list that is asked for a page past its last one says so and leads back to its first", async ({
  page,
}) => {
  const notice = page.getByRole("heading", { name: "This page is empty" });
  await signInAs(page, "demo-requester");
  for (const list of ["items", "gold"]) {
    await page.goto(`${DEMO}/${list}?page=999`);
    await expect(notice).toBeVisible();
    await page.getByRole("link", { name: "Go to first page" }).click();
    await expect(page.getByRole("main").getByRole("row").nth(1)).toBeVisible();
    await expect(notice).toBeHidden();
  }
  await signInAs(page, "demo-annotator");
  await page.goto("/judge/demo/history?page=999&missed=999");
  await expect(notice).toHaveCount(2);
  await expect(page.getByText("No judgments yet")).toBeHidden();
});

test("nothing moves for a person who asked their system for less motion", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return /[1-9]/.test(transitionDuration) || animationName !== "none";
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(moving).toEqual([]);
});

async function look(page: Page, name: string, address: string | null): Promise<void> {
  await test.step(name, async () => {
    if (address !== null) expect((await page.goto(address))?.status()).toBe(200);
    await page.waitForLoadState("networkidle");
    await keepScreen(page, name);
    for (const [width, height, colorScheme] of LOOKS) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await expectSound(page, `${name} at ${width} px, ${colorScheme}`);
    }
    if (process.env.SCREENS === "1") await keepScreen(page, `${name}-narrow`);
    await page.emulateMedia({ colorScheme: null, reducedMotion: null });
    await page.setViewportSize({ width: 1280, height: 800 });
  });
}
