import { beforeEach, describe, expect, test } from "vitest";
import { runImport } from "#lib/item/import/mutations/run.ts";
import { decideImport } from "#lib/item/import/mutations/start.ts";
import { readImport } from "#lib/item/import/queries.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import {
  access,
  bring,
  makeEmptyProject,
  shown,
  sourceColumns,
  upload,
} from "#prisma/testing/import-fixture.ts";

beforeEach(makeEmptyProject);

test("A second file with another mapping changes nothing about the items of the first without being asked", async () => {
  await bring("doc_id,query,title\nd1,pan,First title\nd2,pan,Second title\n");
  const second =
    "doc_id,query,title,name\nd3,pan,INTERNAL CODE 1,Third title\nd4,pan,INTERNAL CODE 2,Fourth title\n";
  const brought = await bring(second, { roles: { title: "hidden", name: "title" } });
  expect(brought.shown).toEqual(["First title", "Second title"]);
  expect(brought).toHaveProperty("refused", expect.stringContaining("title"));
});

describe("a requester who brings a second file with another mapping", () => {
  const roles: FieldRoles = [
    { name: "doc_id", role: "id" },
    { name: "query", role: "query" },
    { name: "title", role: "hidden" },
    { name: "name", role: "title" },
  ];
  const decision = { fieldRoles: roles, policy: "good-rows" } as const;

  async function second(): Promise<number> {
    await bring("doc_id,query,title\nd1,pan,First title\n");
    return upload("doc_id,query,title,name\nd3,pan,INTERNAL CODE 1,Third title\n");
  }

  test("has each file look as it should", async () => {
    const importNo = await second();
    await decideImport(access, importNo, { ...decision, changedColumns: "this-file" });
    await runImport(access, importNo);
    expect(await shown()).toEqual(["First title", "Third title"]);
    expect(await sourceColumns()).toEqual(["doc_id", "query", "title", "title (file 2)", "name"]);
  });

  test("has both look as the second, when they say so", async () => {
    const importNo = await second();
    await decideImport(access, importNo, { ...decision, changedColumns: "all-files" });
    await runImport(access, importNo);
    expect(await shown()).toEqual(["", "Third title"]);
  });

  test("is asked also where the first came in after the second was started", async () => {
    const importNo = await upload("doc_id,query,title,name\nd3,pan,INTERNAL CODE 1,Third title\n");
    await decideImport(access, importNo, decision);
    await bring("doc_id,query,title\nd1,pan,First title\n");
    await runImport(access, importNo);
    expect(await readImport(access, importNo)).toMatchObject({
      state: "failed",
      error: "columns-changed title",
    });
    expect(await shown()).toEqual(["First title"]);
  });
});
