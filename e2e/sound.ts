import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** No fault that axe finds and no sideways scroll, once nothing moves any more. */
export async function expectSound(page: Page, where: string): Promise<void> {
  await expectAtRest(page, where);
  await expectNoSidewaysScroll(page, where);
  // No page has a frame, so axe can stay on the page itself. Nothing reads what passed, so it need not be collected.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  const found = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ html }) => html)
        .join(" | ")
        .slice(0, 400)}`,
  );
  expect(found, where).toEqual([]);
}

/**
 * Asks for less motion, which ends every transition. Otherwise axe would measure colors in the middle of a transition.
 */
async function expectAtRest(page: Page, where: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState }) => playState === "running")
      .map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 200)),
  );
  expect(moving, `${where}: moves for a person who asked for less motion`).toEqual([]);
}

export async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(sideways, `${where}: scrolls sideways`).toBeLessThanOrEqual(0);
}
