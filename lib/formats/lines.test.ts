import fc from "fast-check";
import { expect, test } from "vitest";
import { splitLines } from "./lines.ts";

async function linesOf(text: string, size: number): Promise<string[]> {
  const bytes = Buffer.from(text);
  async function* pieces() {
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
  }
  const lines: string[] = [];
  for await (const line of splitLines(pieces())) lines.push(line.toString("utf8"));
  return lines;
}

test("lines end with LF alone, wherever the pieces end", async () => {
  const unit = fc.constantFrom("a", "ü", "\n", "\r", "\u2028", "\u0085");
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit, maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      async (text, size) => {
        const lines = text.split("\n");
        if (lines.at(-1) === "") lines.pop();
        expect(await linesOf(text, size)).toEqual(lines);
      },
    ),
  );
});
