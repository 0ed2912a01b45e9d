import type { UnreadableReason } from "#lib/formats/source.ts";

/** What to tell a person whose file as a whole cannot be read. */
const UNREADABLE: Record<UnreadableReason, string> = {
  empty: "There are no rows in this file.",
  "header-only": "The file has a header and no rows.",
  "utf-16": "This file is UTF-16. Save it as UTF-8.",
  zip: "This is a spreadsheet or an archive. Save it as CSV, TSV or JSON Lines.",
  gzip: "This file is compressed. Unpack it first.",
  parquet: "This is a Parquet file. Save it as CSV, TSV or JSON Lines.",
  binary: "This is not a text file. Save it as CSV, TSV or JSON Lines.",
  "json-array":
    "This is one JSON array. Save it as JSON Lines: one object per line, for example with “jq -c .[] file.json”.",
  "json-spread":
    "This is JSON with objects over several lines. Save it as JSON Lines: one object per line, for example with “jq -c . file.json”.",
  "no-json": "No line of this file is a JSON object, beginning with line {}.",
  html: "This is a web page, not a table. Its address may need a sign-in before it gives the file.",
  xml: "This is an XML file. Save it as CSV, TSV or JSON Lines.",
  "bad-header":
    "The first line must name the columns: at most 1,000, with at most 200 characters each and closed quotes.",
  "duplicate-column": "Two columns have the same name “{}”. Rename one.",
};

export function isUnreadableReason(reason: string): reason is UnreadableReason {
  return Object.hasOwn(UNREADABLE, reason);
}

export function unreadableMessage(reason: UnreadableReason, detail: string): string {
  return UNREADABLE[reason].replace("{}", () => detail);
}
