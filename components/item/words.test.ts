import { expect, test } from "vitest";
import { queryMoveInWords } from "./words.ts";

test("a query can be paused while items of it are open, and resumed whenever it is paused", () => {
  const said = (isPaused: boolean, open: number, paused: number) =>
    queryMoveInWords({ isPaused, open, paused });
  expect(said(false, 2, 0)).toBe("Pause query (2 open items)");
  expect(said(false, 0, 1)).toBeNull();
  expect(said(true, 0, 1)).toBe("Resume query (1 paused item)");
  expect(said(true, 0, 0)).toBe("Resume query");
});
