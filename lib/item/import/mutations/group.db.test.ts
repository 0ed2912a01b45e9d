import { beforeEach, expect, test } from "vitest";
import { pool } from "#lib/database/pool.ts";
import { listDifferingNotes } from "#lib/item/import/queries.ts";
import { access, bring, makeEmptyProject, start, upload } from "#prisma/testing/import-fixture.ts";

beforeEach(makeEmptyProject);

test("Notes that differ within a query are shown before anything is added", async () => {
  const file =
    "query_id,query,note,doc_id,title\n1,pan,,a,one\n1,pan,for frying eggs,b,two\n1,pan,for baking,c,three\n";
  expect(await bring(file)).toMatchObject({
    state: "refused",
    shown: [],
    rejects: ["3 note-differs note pan\nfor frying eggs\n", "4 note-differs note pan\nfor baking\n"],
  });
  expect(await listDifferingNotes(access, 1)).toEqual([{ query: "pan", notes: 3 }]);
});

test("A requester chooses the first note that says something, or all different ones", async () => {
  const file =
    "query_id,query,note,doc_id,title\n1,pan,,a,A\n1,pan,eggs,b,B\n1,pan,cake,c,C\n1,pan,eggs,d,D\n";
  const notes = async () => (await pool.query("SELECT note FROM query")).rows.map(({ note }) => note);
  await start(await upload(file), { notes: "first" });
  expect(await notes()).toEqual(["eggs"]);
  // The query is there now: what people have seen of it stays.
  const further = await upload("query_id,query,note,doc_id,title\n1,pan,soup,e,E\n");
  expect(await start(further)).toMatchObject({ state: "refused" });
  expect(await start(further, { notes: "all" })).toMatchObject({ state: "done", rowsAccepted: 1 });
  expect(await notes()).toEqual(["eggs"]);
  await makeEmptyProject();
  await start(await upload(file), { notes: "all" });
  expect(await notes()).toEqual(["eggs / cake"]);
});
