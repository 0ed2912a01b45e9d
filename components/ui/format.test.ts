import { expect, test } from "vitest";
import {
  coefficient,
  count,
  counted,
  percent,
  percentDone,
  percentInterval,
  plural,
  seconds,
} from "./format.ts";

test("what is done is never 0% while something is, and never 100% before all is", () => {
  expect(percentDone(12, 18)).toBe("66.7%");
  expect(percentDone(0, 18)).toBe("0.0%");
  expect(percentDone(18, 18)).toBe("100.0%");
  expect(percentDone(1, 3000)).toBe("< 0.1%");
  expect(percentDone(2999, 3000)).toBe("> 99.9%");
  expect(percentDone(0, 0)).toBe("–");
});

test("numbers are written as people read them: no blank before %, no zero before a coefficient's point", () => {
  expect([percent(0.95), percent(0.8012, 1), percent(null)]).toEqual(["95%", "80.1%", "–"]);
  expect(percentInterval({ lower: 0.69, upper: 0.99 })).toBe("69–99%");
  expect([coefficient(0.734), coefficient(-0.2), coefficient(1)]).toEqual([".73", "−.20", "1.00"]);
  expect([count(1356), seconds(6512)]).toEqual(["1,356", "6.5 s"]);
  expect([percent(-0.024), percent(-0.001), count(-1356)]).toEqual(["−2%", "0%", "−1,356"]);
  expect(percentInterval({ lower: -0.05, upper: 0.03 })).toBe("−5–3%");
});

test("a noun follows its number", () => {
  expect([counted(1, "item"), counted(2, "item"), counted(0, "person", "people")]).toEqual([
    "1 item",
    "2 items",
    "0 people",
  ]);
  expect([plural(1, "gold item"), plural(60, "gold item")]).toEqual(["gold item", "gold items"]);
});
