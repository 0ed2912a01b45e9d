import type { Page } from "@playwright/test";
import { makeEmptyProject } from "./empty-project.ts";
import { expect, signInAs, test } from "./fixtures.ts";
import { expectSound } from "./sound.ts";

const SEMICOLONS =
  "doc_id;query;title\r\n1;pan;Gr\xf6\xdfe 24\r\n2;pan;Topf\r\n3;pan;Pr\xe9gis \x93smart\x94\r\n";
const NOTES =
  "query_id,query,note,doc_id,title\n1,pan,,a,one\n1,pan,for frying eggs,b,two\n1,pan,for baking,c,three\n";

async function upload(page: Page, id: string, name: string, content: string | Buffer): Promise<void> {
  await page.goto(`/projects/${id}/items/import`);
  const buffer = Buffer.from(content as string);
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.waitForURL(/\/items\/import\/\d+$/);
}

test("What a file leaves unclear is asked on the preview, which reads it again at once", async ({ page }) => {
  await signInAs(page, "demo-requester");
  const id = await makeEmptyProject("import");

  await test.step("an encoding is declared before anything can be added", async () => {
    await upload(
      page,
      id,
      `${"results of the third round, ".repeat(8).slice(0, 205)}.csv`,
      Buffer.from(SEMICOLONS, "latin1"),
    );
    await expect(page.getByText("This file is not UTF-8.")).toBeVisible();
    await expect(page.getByRole("cell", { name: "Prégis “smart”" })).toBeAttached();
    await expect(page.getByRole("button", { name: "Add items" })).toBeDisabled();
    await expectSound(page, "encoding asked");
    await page.getByRole("button", { name: "Read as Windows-1252" }).click();
    await expect(page.getByText("This file is not UTF-8.")).toHaveCount(0);
    await page.getByRole("button", { name: "Add items" }).click();
    await expect(page.getByText("3 items added.")).toBeVisible();
  });

  await test.step("the header and the delimiter can be corrected", async () => {
    await upload(page, id, "no-header.csv", "1,pan,Small pan 24 cm\n2,pan,Big pan 28 cm\n3,pot,Pot\n");
    const isData = page.getByLabel("First row is data");
    await expect(isData).toBeChecked();
    await expect(page.getByRole("cell", { name: "Small pan 24 cm" }).first()).toBeAttached();
    await isData.uncheck();
    await expect(page.getByRole("columnheader", { name: "Small pan 24 cm" })).toBeAttached();
    await isData.check();
    await page.getByLabel("Delimiter").selectOption({ label: "Semicolon" });
    await expect(page.getByRole("cell", { name: "1,pan,Small pan 24 cm" }).first()).toBeAttached();
  });

  await test.step("the notes of a query are chosen from", async () => {
    await upload(page, id, "notes.csv", NOTES);
    await page.getByRole("button", { name: "Add items" }).click();
    await expect(page.getByText("“pan” has 3 different notes")).toBeVisible();
    await expectSound(page, "notes asked");
    await page.getByLabel("Use the first note").check();
    await page.getByRole("button", { name: "Add items" }).click();
    await expect(page.getByText("3 items added.")).toBeVisible();
  });
});
