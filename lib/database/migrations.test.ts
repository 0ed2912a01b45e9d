import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { definitionOf, statementsOf } from "./definitions.ts";

const FOLDER = path.join(import.meta.dirname, "../../prisma/migrations");
/** The last that was released with functions in it */
const LAST_WITH_FUNCTIONS = "0013_gold_visits";

/** What a migration defines that belongs into prisma/functions; a trigger's function belongs to its table. */
function definedBy(text: string): string[] {
  return statementsOf(text)
    .filter(({ bare }) => !/\bRETURNS\s+trigger\b/i.test(bare))
    .flatMap((statement) => definitionOf(statement)?.name ?? []);
}

test("migrations hold tables, and functions and views stand in prisma/functions alone", () => {
  const later = readdirSync(FOLDER).filter((name) => name > LAST_WITH_FUNCTIONS);
  expect(later).toContain("0014_functions");
  for (const name of later) {
    expect(definedBy(readFileSync(path.join(FOLDER, name, "migration.sql"), "utf8"))).toEqual([]);
  }
});

test("a function and a view in a migration are found, a trigger's function is let pass", () => {
  const trigger = "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN END $$;\n";
  expect(definedBy(`${trigger}CREATE FUNCTION a(p int) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;`)).toEqual(
    ["a"],
  );
  expect(definedBy(`create or replace view "b" AS SELECT 1;\n${trigger}`)).toEqual(["b"]);
  expect(
    definedBy(" CREATE OR  REPLACE PROCEDURE public.c() AS $$ $$;CREATE MATERIALIZED VIEW d AS SELECT 1"),
  ).toEqual(["c", "d"]);
});
