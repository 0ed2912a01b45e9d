import { beforeEach, describe, expect, test } from "vitest";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { actForProject } from "#lib/auth/acting.ts";
import { prisma } from "#lib/database/client.ts";
import { pool } from "#lib/database/pool.ts";
import { publishGuideline } from "./mutations.ts";
import { listGuidelineVersions, readGuideline } from "./queries.ts";

let access: RequesterAccess;
let projects = 0;

beforeEach(async () => {
  const id = `p${++projects}`;
  await prisma.project.create({ data: { id, name: "Shop", question: "How relevant?", relevantFrom: 4 } });
  access = actForProject(id);
});

describe("a guideline", () => {
  test("grows by versions, and every version can still be read", async () => {
    expect(await readGuideline(access)).toBeNull();
    expect(await publishGuideline(access, { markdown: "one", basedOn: 0 })).toBe(1);
    expect(await publishGuideline(access, { markdown: "two", basedOn: 1 })).toBe(2);
    expect((await readGuideline(access))?.markdown).toBe("two");
    expect((await readGuideline(access, 1))?.markdown).toBe("one");
    expect((await listGuidelineVersions(access)).map(({ version }) => version)).toEqual([2, 1]);
  });

  test("is published by one of two who write at the same time; the other is told", async () => {
    await publishGuideline(access, { markdown: "one", basedOn: 0 });
    const both = await Promise.allSettled([
      publishGuideline(access, { markdown: "mine", basedOn: 1 }),
      publishGuideline(access, { markdown: "yours", basedOn: 1 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
  });

  test("that says the same as before is no new version", async () => {
    await publishGuideline(access, { markdown: "one", basedOn: 0 });
    await expect(publishGuideline(access, { markdown: "one", basedOn: 1 })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  test("cannot be changed behind the versions' back", async () => {
    await publishGuideline(access, { markdown: "one", basedOn: 0 });
    const change = pool.query("UPDATE guideline_version SET markdown = 'x' WHERE project_id = $1", [
      access.projectId,
    ]);
    await expect(change).rejects.toThrow("append-only");
  });
});
