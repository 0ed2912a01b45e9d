import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { BadInput } from "../consensus/table.ts";
import { readSets } from "./sets.ts";

const folder = mkdtempSync(path.join(tmpdir(), "assay-honesty-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): string {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
  return path.dirname(full);
}

test("a pair of files is a set, named by its prefix or by its folder", async () => {
  const root = write("pairs/small/label.csv", "item,worker,label\na,x,0\na,y,1\nb,x,2\n");
  write("pairs/small/truth.csv", "item,truth\nb,2\n");
  write("pairs/small/face_label.csv", "item,worker,label\n1,1,0\n1,2,3\n");
  write("pairs/small/face_truth.csv", "item,truth\n1,3\n");
  write("pairs/small/lonely_label.csv", "item,worker,label\n1,1,0\n");
  const [face, small, ...rest] = await readSets(path.dirname(root));
  expect(rest).toEqual([]);
  expect(small).toMatchObject({ name: "small", isOrdinal: true, isCrowd: true, query: null });
  expect(small?.labeling).toMatchObject({ items: 2, annotators: 2, levels: 3 });
  expect([...(small?.truth ?? [])]).toEqual([0, 1 << 2]);
  expect(face).toMatchObject({ name: "face", isOrdinal: false });
});

test("a wide table is a set with queries; an answer off the scale is none", async () => {
  const root = write(
    "wide/judges_wide.csv",
    "query_id,passage_id,human,One,two\nq1,p1,3,2,10\nq2,p1,0,0,1\nq1,p2,1,1,1\n",
  );
  const [set] = await readSets(root);
  expect(set).toMatchObject({ name: "llmjudge", isOrdinal: true, isCrowd: false });
  expect(set?.labeling).toMatchObject({ items: 3, annotators: 2, levels: 4 });
  expect([...(set?.labeling.label ?? [])]).toEqual([2, 0, 1, 1, 1]);
  expect([...(set?.query ?? [])]).toEqual([0, 1, 0]);
  expect([...(set?.truth ?? [])]).toEqual([8, 1, 2]);
});

test("a folder that is not there, or holds nothing, is named", async () => {
  await expect(readSets(path.join(folder, "gone"))).rejects.toThrow(BadInput);
  await expect(readSets(write("empty/notes.txt", ""))).rejects.toThrow("no set with labels and truths");
});
