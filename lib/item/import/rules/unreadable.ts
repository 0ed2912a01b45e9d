import type { UnreadableReason } from "#lib/formats/source.ts";

/** What a person reads whose file as a whole cannot be read. */
const UNREADABLE: Record<UnreadableReason, string> = {
  empty: "The file is empty. Choose a file with at least one row.",
  "header-only": "The file has a header but no rows. Choose a file with at least one row.",
  "utf-16": "This file is UTF-16. Save it as UTF-8.",
  zip: "This is a spreadsheet or an archive. Save it as CSV, TSV or JSON Lines.",
  gzip: "This file is compressed twice. Unpack it once and upload it again.",
  "damaged-gzip": "This compressed file is damaged or incomplete. Compress it and upload it again.",
  parquet: "This is a Parquet file. Save it as CSV, TSV or JSON Lines.",
  binary: "This is not a text file. Save it as CSV, TSV or JSON Lines.",
  "json-array":
    "This is one JSON array. Save it as JSON Lines with one object per line. Example: “jq -c .[] file.json”.",
  "json-spread":
    "The JSON objects span several lines. Save the file as JSON Lines with one object per line. Example: “jq -c . file.json”.",
  "no-json": "This file has no JSON objects. The first invalid line is line {}.",
  html: "This is a web page, not a table. The download may have needed a sign-in. Download the file again.",
  xml: "This is an XML file. Save it as CSV, TSV or JSON Lines.",
  "bad-header":
    "The header is not valid. Name at most 1,000 columns with at most 200 characters each, and close all quotes.",
  "duplicate-column": "Two columns have the name “{}”. Rename one of them.",
};

export function isUnreadableReason(reason: string): reason is UnreadableReason {
  return Object.hasOwn(UNREADABLE, reason);
}

export function unreadableMessage(reason: UnreadableReason, detail: string): string {
  return UNREADABLE[reason].replace("{}", () => detail);
}
