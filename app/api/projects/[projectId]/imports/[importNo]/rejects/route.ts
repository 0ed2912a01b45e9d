import { Readable } from "node:stream";
import { rejectInWords } from "#components/item/import/words.ts";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { AppError } from "#lib/errors.ts";
import { csvLine } from "#lib/formats/csv.ts";
import { toSpreadsheetCell } from "#lib/formats/spreadsheet.ts";
import { readImport, streamRejects } from "#lib/item/import/queries.ts";
import { importPathSchema } from "#lib/item/import/schema.ts";
import { requesterRoute } from "#lib/route.ts";

/** All rows of an import that were not taken, to be looked at in a spreadsheet. */
export const GET = requesterRoute("project:read", importPathSchema, async (access, { importNo }) => {
  const view = await readImport(access, importNo);
  if (view === null) throw new AppError("not_found", "There is no such import.");
  const body = Readable.toWeb(Readable.from(lines(access, view.no))) as ReadableStream;
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="assay-${access.projectId}-import-${view.no}-rejects.csv"`,
      "cache-control": "private, no-store",
    },
  });
});

async function* lines(access: RequesterAccess, importNo: number): AsyncGenerator<string> {
  yield csvLine(["line", "column", "reason", "detail", "excerpt"]);
  for await (const reject of streamRejects(access, importNo)) {
    const { line, column, reason, excerpt } = reject;
    const cells = [String(line), column ?? "", reason, rejectInWords(reject), excerpt];
    yield csvLine(cells.map(toSpreadsheetCell));
  }
}
