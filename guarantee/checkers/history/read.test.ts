import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { readHistory } from "./read.ts";
import { openRecorder } from "./recorder.ts";

const folder = mkdtempSync(path.join(tmpdir(), "assay-history-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const WHO = { client: "1", annotatorNo: 1 };

test("what was recorded is read as one operation with both of its ends", async () => {
  const file = path.join(folder, "whole.jsonl");
  const recorder = openRecorder(file);
  await recorder.run(WHO, "renew", null, async () => ({ phase: "ok", answer: 3 }));
  await recorder.run(WHO, "renew", null, async () => {
    throw new Error("gone");
  });
  recorder.noteFault("40P01");
  await recorder.close();
  const { operations, faults } = await readHistory(file);
  expect(faults).toEqual(["40P01"]);
  expect(operations).toMatchObject([
    { n: 1, act: "renew", phase: "ok", answer: 3 },
    { n: 2, phase: "info", why: "unexpected gone" },
  ]);
  expect(operations.every(({ invokedAt, endedAt }) => endedAt >= invokedAt)).toBe(true);
});

test("an operation that never ended may have been done, and half a line is passed over", async () => {
  const file = path.join(folder, "half.jsonl");
  const line = { n: 1, t: 5, phase: "invoke", client: "1", annotatorNo: 1, act: "renew", asked: null };
  writeFileSync(file, `${JSON.stringify(line)}\n{"n":1,"t":6,"pha`);
  expect((await readHistory(file)).operations).toMatchObject([{ phase: "info", endedAt: Infinity }]);
});
