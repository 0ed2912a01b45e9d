import { expect, test } from "vitest";
import { definitionOf, namesDefinedBy, statementsOf } from "./definitions.ts";

const FIRST = "CREATE FUNCTION one(p int) RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;\n";

test.each([
  ["in lower case", "create function one() returns int language sql as $$ select 2; $$;"],
  ["indented", "  CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 2';"],
  ["behind another on the same line", "CREATE VIEW two AS SELECT 1; CREATE VIEW one AS SELECT 1;"],
  ["with its schema", "CREATE FUNCTION public.one() RETURNS int LANGUAGE sql AS 'SELECT 2';"],
  ["with its schema in quotes", 'CREATE VIEW "public" . "one" AS SELECT 2;'],
  ["in quotes", 'CREATE FUNCTION "one"() RETURNS int LANGUAGE sql AS $a$ SELECT $$2$$ $a$;'],
  ["in capitals", "CREATE FUNCTION ONE() RETURNS int LANGUAGE sql AS 'SELECT 2';"],
  ["with two blanks", "CREATE OR  REPLACE\n  FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 2';"],
  ["behind a comment", "/* again */ CREATE -- still\n VIEW one AS SELECT 2;"],
  ["as a recursive view", "CREATE RECURSIVE VIEW one (n) AS SELECT 2;"],
  ["as a procedure", "CREATE PROCEDURE one() LANGUAGE sql AS $$ SELECT 2 $$;"],
])("a name that is defined a second time %s is refused", (_, second) => {
  expect(() => namesDefinedBy([FIRST, second])).toThrow("prisma/functions defines one twice.");
});

test.each([
  "CREATE MATERIALIZED VIEW one AS SELECT 2",
  "CREATE VIEW elsewhere.one AS SELECT 2",
  'CREATE VIEW "elsewhere".one AS SELECT 2',
  "CREATE AGGREGATE one(int) (sfunc = int4pl, stype = int)",
  "DO $$ BEGIN EXECUTE 'CREATE VIEW one AS SELECT 2'; END $$",
  "CREATE TABLE one ()",
])("what would not be dropped and made again by its name is refused: %s", (statement) => {
  expect(() => namesDefinedBy([`${statement};`])).toThrow("This is none: ");
});

test("what only looks like a definition is none, and a name in quotes keeps its letters", () => {
  const texts = [
    "-- CREATE FUNCTION a();\n/* CREATE VIEW b; */",
    "CREATE FUNCTION c() RETURNS text LANGUAGE sql AS $x$ SELECT 'CREATE VIEW d AS SELECT 1;' $x$;",
    `CREATE VIEW "E""e" AS SELECT '; CREATE VIEW f', E'\\'; CREATE VIEW g' AS "; CREATE VIEW h";`,
  ];
  expect(namesDefinedBy(texts.slice(0, 2))).toEqual(["c"]);
  expect(statementsOf(texts[2] ?? "").map(definitionOf)[0]).toEqual({ kind: "view", name: 'E"e' });
});
