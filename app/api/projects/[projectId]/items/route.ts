import { Readable } from "node:stream";
import * as z from "zod";
import { notListedInWords } from "#components/item/words.ts";
import { AppError } from "#lib/errors.ts";
import { csvLines } from "#lib/formats/delimited.ts";
import { toSpreadsheetCell } from "#lib/formats/spreadsheet.ts";
import { exportItems } from "#lib/item/listing/queries/export.ts";
import { exportCells, exportHeader } from "#lib/item/listing/rules.ts";
import { readFieldRoles } from "#lib/item/queries.ts";
import { itemFilterSchema } from "#lib/item/schema.ts";
import { requesterRoute } from "#lib/route.ts";

const safe = (cell: string | number) => (typeof cell === "string" ? toSpreadsheetCell(cell) : cell);

/** The items of a view of the items page, all pages of it, in its order, to be looked at in a spreadsheet. */
export const GET = requesterRoute("project:read", z.object({}), async (access, _path, request) => {
  // Of a name that stands there twice the first one holds, as on the page.
  const address = [...new URL(request.url).searchParams].reverse();
  const { search, state, gold, segment, sort } = itemFilterSchema.parse(Object.fromEntries(address));
  const columns = (await readFieldRoles(access)).map(({ name }) => name);
  const pieces = exportItems(access, { search, state, gold, segment, sort, page: 1 });
  // What stands in the way is told before anything is sent.
  const first = await pieces.next();
  if (typeof first.value === "string") throw new AppError("unavailable", notListedInWords(first.value));
  async function* lines(): AsyncGenerator<string> {
    yield csvLines([exportHeader(columns).map(toSpreadsheetCell)]);
    for (let piece = first; !piece.done && typeof piece.value !== "string"; piece = await pieces.next()) {
      yield csvLines(piece.value.map((row) => exportCells(row, columns).map(safe)));
    }
  }
  return new Response(Readable.toWeb(Readable.from(lines())) as ReadableStream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="assay-${access.projectId}-items.csv"`,
      "cache-control": "private, no-store",
    },
  });
});
