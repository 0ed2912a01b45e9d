import { expect, test } from "vitest";
import { quizScoreInWords, scoreInQuiz } from "./own-words.ts";

test("a round that was not passed says how many right answers passing needs, where that is known", () => {
  expect(scoreInQuiz({ right: 4, total: 10, needed: 7, next: "retry" })).toBe(
    "4 of 10 answers right. Passing needs 7.",
  );
  expect(scoreInQuiz({ right: 4, total: 10, needed: null, next: "review" })).toBe("4 of 10 answers right.");
  expect(scoreInQuiz({ right: 8, total: 10, needed: 7, next: "work" })).toBe("8 of 10 answers right.");
  expect(quizScoreInWords({ right: 4, total: 10, needed: 7 })).toBe("4 of 10 right, 7 needed");
});
