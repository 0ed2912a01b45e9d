import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Asked } from "./arguments.ts";
import { findOnce } from "./kept.ts";

const folder = mkdtempSync(path.join(tmpdir(), "assay-kept-"));
afterAll(() => rmSync(folder, { recursive: true }));

const asked: Asked = {
  ...{ sections: ["guards"], data: "sets", draws: 50, seed: 1, isQuick: false },
  ...{ report: null, keep: folder },
};
const finding = (title: string) => ({
  ...{ title, text: ["| a |"] },
  targets: [{ name: "all", measured: "1", isHeld: true }],
});

test("a section is measured once, and again where something else is asked", async () => {
  const find = (title: string, change: Partial<Asked> = {}, name = "guards") =>
    findOnce({ folder, name }, { ...asked, ...change }, [], async () => finding(title));
  expect(await find("first")).toEqual(finding("first"));
  expect(await find("second")).toEqual(finding("first"));
  expect((await find("third", { seed: 2 })).title).toBe("third");
  expect((await find("fourth", { seed: 2 }, "bench")).title).toBe("fourth");
  const without = await findOnce({ folder: null, name: "guards" }, { ...asked, seed: 2 }, [], async () =>
    finding("fifth"),
  );
  expect(without.title).toBe("fifth");
});
