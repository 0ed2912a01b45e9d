import { expect, test } from "vitest";
import { collectByPerson } from "./rules.ts";

test("Answers that come in any stretches are handed out person by person, with the shorter of two middle times", () => {
  const answers = [
    { no: 1, level: 2, durationMs: 40 },
    { no: 1, level: 5, durationMs: 10 },
    { no: 1, level: 2, durationMs: null },
    { no: 3, level: 1, durationMs: null },
    { no: 4, level: 4, durationMs: 30 },
    { no: 4, level: 4, durationMs: 10 },
    { no: 4, level: 3, durationMs: 20 },
  ];
  for (const stretch of [1, 2, 7]) {
    const found: unknown[] = [];
    const people = collectByPerson((...person) => found.push(person));
    for (let at = 0; at < answers.length; at += stretch) people.add(answers.slice(at, at + stretch));
    people.end();
    expect(found).toEqual([
      [1, [2, 5, 2], 10],
      [3, [1], null],
      [4, [4, 4, 3], 20],
    ]);
  }
});

test("Nobody is handed out where nobody has answered", () => {
  const people = collectByPerson(() => expect.unreachable());
  people.add([]);
  people.end();
});
