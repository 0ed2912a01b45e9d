import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

export type Made = { sha256: string; bytes: number };

const PER_QUERY = 50;
const GOLD_EVERY = 100;
const HEADER = "query,doc_id,title,description,brand,price,url,gold,gold_reason\n";
const WORDS =
  "steel pan with lid for gas, ceramic and induction stoves 24 cm dishwasher safe coated handle".split(" ");

export const ROLES = [
  { name: "query", role: "query" },
  { name: "doc_id", role: "id" },
  { name: "title", role: "title" },
  { name: "description", role: "text" },
  { name: "brand", role: "other" },
  { name: "price", role: "other" },
  { name: "url", role: "url" },
  { name: "gold", role: "gold-levels" },
  { name: "gold_reason", role: "gold-reason" },
] as const;

/** Writes a shop's catalogue as CSV into the folder, named by its digest: 50 results a query, one gold in a hundred. */
export async function writeFile(folder: string, rows: number): Promise<Made> {
  const hash = createHash("sha256");
  const part = path.join(folder, "part");
  let bytes = 0;
  async function* content() {
    for (let from = 0; from < rows; from += 1000) {
      const lines = Array.from({ length: Math.min(1000, rows - from) }, (_, at) => line(from + at));
      const chunk = Buffer.from((from === 0 ? HEADER : "") + lines.join(""));
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  await pipeline(Readable.from(content()), createWriteStream(part));
  const sha256 = hash.digest("hex");
  await rename(part, path.join(folder, sha256));
  return { sha256, bytes };
}

function line(n: number): string {
  const query = Math.floor(n / PER_QUERY);
  const text = Array.from({ length: 30 }, (_, at) => WORDS[(n * 7 + at * (1 + (n % 11))) % WORDS.length]);
  const gold = n % GOLD_EVERY === 7 ? "4|5,It is what the query names" : ",";
  const cells = [`pan number ${query}`, `SKU-${n}`, `"Pan, no. ${n}"`, `"${text.join(" ")}"`];
  cells.push(`Brand ${n % 97}`, `${n % 200}.90`, `https://shop.example/products/${n}.html`);
  return `${cells.join()},${gold}\n`;
}
