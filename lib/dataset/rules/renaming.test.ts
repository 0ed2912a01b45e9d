import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isQrelsId } from "#lib/formats/qrels.ts";
import { renaming } from "./renaming.ts";

type Item = { no: number; externalId: string };

function rename(items: readonly Item[]): [string, string][] {
  const names = renaming();
  for (const item of items) names.findUnfit(item);
  if (names.hasUnfit()) for (const item of items) names.findTaken(item);
  return [...names.names()];
}

/** The same with all ids at hand. */
function renameAtOnce(items: readonly Item[]): [string, string][] {
  const unfit = items.filter(({ externalId }) => !isQrelsId(externalId));
  const own = new Set(items.map(({ externalId }) => externalId));
  let stem = "i";
  while (unfit.some(({ no }) => own.has(`${stem}${no}`))) stem = `_${stem}`;
  return [...new Map(unfit.map(({ no, externalId }) => [externalId, `${stem}${no}`]))];
}

describe("documents in qrels", () => {
  test("keep their id where it can stand there", () => {
    const items = [
      { no: 1, externalId: "A-1" },
      { no: 2, externalId: "A-2" },
      { no: 3, externalId: "B 1" },
    ];
    expect(rename(items)).toEqual([["B 1", "i3"]]);
  });

  test("get no name that another document has", () => {
    const items = [
      { no: 1, externalId: "i2" },
      { no: 2, externalId: "B 1" },
      { no: 3, externalId: "_i2" },
    ];
    expect(rename(items)).toEqual([["B 1", "__i2"]]);
  });

  test("are called as if all ids had been at hand", () => {
    const externalId = fc.stringMatching(/^_{0,2}i?0?[1-6]?( x)?$/);
    fc.assert(
      fc.property(fc.array(externalId, { maxLength: 12 }), (ids) => {
        const items = ids.map((id, at) => ({ no: at + 1, externalId: id }));
        expect(rename(items)).toEqual(renameAtOnce(items));
      }),
    );
  });
});
