import { expect, test } from "vitest";
import { beginReading } from "./begin.ts";

function count(to: number) {
  const seen = { isStopped: false };
  async function* pieces() {
    try {
      for (let no = 1; no <= to; no++) yield Uint8Array.of(no);
    } finally {
      seen.isStopped = true;
    }
  }
  return { seen, pieces: pieces() };
}

test.each([0, 1, 3])("all of %i pieces come, the first that was waited for as well", async (to) => {
  const read = await Array.fromAsync(await beginReading(count(to).pieces));
  expect(read).toEqual(Array.from({ length: to }, (_, at) => Uint8Array.of(at + 1)));
});

test("who stops after the first piece stops the source", async () => {
  const { seen, pieces } = count(3);
  for await (const piece of await beginReading(pieces)) {
    expect(piece).toEqual(Uint8Array.of(1));
    break;
  }
  expect(seen.isStopped).toBe(true);
});

test("what fails with the first piece fails before anybody reads", async () => {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    if (Date.now() > 0) throw new Error("gone");
    yield Uint8Array.of(1);
  }
  await expect(beginReading(pieces())).rejects.toThrow("gone");
});
