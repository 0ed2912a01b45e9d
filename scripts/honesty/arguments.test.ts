import { expect, test } from "vitest";
import { Misuse, readArguments } from "./arguments.ts";

const read = (words: string) => readArguments(words.split(" "), ["consensus", "intervals"]);

test("only the folder is needed: then every section runs, with fifty draws of gold", () => {
  expect(read("--data sets")).toEqual({
    sections: ["consensus", "intervals"],
    data: "sets",
    draws: 50,
    isQuick: false,
    seed: 1,
    report: null,
    keep: null,
  });
});

test("every option is read", () => {
  expect(read("intervals --data sets --draws 7 --quick --seed 3 --report out.md --keep parts")).toEqual({
    sections: ["intervals"],
    data: "sets",
    draws: 7,
    isQuick: true,
    seed: 3,
    report: "out.md",
    keep: "parts",
  });
  expect(read("--data sets --quick").draws).toBe(5);
});

test.each([
  ["consensus", "--data is missing"],
  ["weather --data sets", 'no section "weather" among consensus, intervals'],
  ["--data sets --draws 0", '--draws must be a whole number from 1 on, not "0"'],
  ["--data sets --seed -", '--seed must be a whole number from 0 on, not "-"'],
])("%s is refused", (words, message) => {
  expect(() => read(words)).toThrow(new Misuse(message));
});

test("an unknown option is refused", () => {
  expect(() => read("--data sets --fast")).toThrow(Misuse);
});
