import { expect, test } from "vitest";
import { Misuse, readArguments } from "./arguments.ts";

test("only the labels are needed", () => {
  expect(readArguments(["--labels", "a.csv"])).toEqual({
    labels: "a.csv",
    truth: null,
    scale: "found",
    goldShare: 0,
    seed: 1,
    maxPerItem: null,
    out: null,
  });
});

test("every option is read", () => {
  const words =
    "--labels a.csv --truth b.csv --levels 5 --gold-share .25 --seed 7 --max-per-item 3 --out c.csv";
  expect(readArguments(words.split(" "))).toEqual({
    labels: "a.csv",
    truth: "b.csv",
    scale: 5,
    goldShare: 0.25,
    seed: 7,
    maxPerItem: 3,
    out: "c.csv",
  });
  expect(readArguments(["--labels", "a.csv", "--nominal"]).scale).toBe("nominal");
});

test.each([
  ["", "--labels is missing"],
  ["--labels a --levels 3 --nominal", "--levels and --nominal exclude each other"],
  ["--labels a --gold-share .1", "--gold-share needs --truth"],
  ["--labels a --truth b --gold-share 1.5", '--gold-share must be a number from 0 to 1, not "1.5"'],
  ["--labels a --levels 2.5", '--levels must be a whole number from 2 to 31, not "2.5"'],
  ["--labels a --levels 32", '--levels must be a whole number from 2 to 31, not "32"'],
  ["--labels a --seed x", '--seed must be a whole number from 0 to 9007199254740991, not "x"'],
  ["--labels a --max-per-item 0", '--max-per-item must be a whole number from 1 to 1000000, not "0"'],
  ["--labels a --bogus", "Unknown option '--bogus'"],
])("%j is refused: %s", (words, message) => {
  const read = () => readArguments(words.split(" ").filter((word) => word !== ""));
  expect(read).toThrow(Misuse);
  expect(read).toThrow(message);
});
