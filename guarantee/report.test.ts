import { expect, test } from "vitest";
import { figuresOf, withResults, withRuns } from "./report.ts";

const EMPTY =
  "# Guarantees\n\n<!-- results -->\n<!-- end of results -->\n\n<!-- planted bugs -->\n<!-- end of planted bugs -->\n\nMore.\n";
const SETTING = { commit: "abc1234", date: "2026-01-02", machine: "2 × Quick, load 0.5 before" };
const row = { part: "http", name: "two instances", hasPassed: true, told: "3 of 3 counted", seed: 1 };
const bug = { part: "twin", name: "twins, planted: late-gold", hasPassed: true, told: "2 differ", seed: 1 };

const lineWith = (text: string, words: string) => text.split("\n").filter((line) => line.includes(words));

test("a proof that ran is a row with its promise, result, figures, machine and date", () => {
  const text = withResults(EMPTY, { rows: [row], isWhole: true }, SETTING);
  expect(lineWith(text, "two instances")).toEqual([
    "| I1–I9, live | http · two instances | holds | 3 of 3 counted | 2 × Quick | 2026-01-02 (abc1234) |",
  ]);
  expect(text.startsWith("# Guarantees\n")).toBe(true);
  expect(text.endsWith("\n\nMore.\n")).toBe(true);
});

test("a planted bug is caught or missed, in a table of its own, and never holds", () => {
  const rows = [
    { ...bug, breaks: ["I10"] as const },
    { ...bug, name: "twins, planted: bold-gold", hasPassed: false, breaks: ["I10"] as const },
  ];
  const [proofs = "", bugs = ""] = withResults(EMPTY, { rows, isWhole: true }, SETTING).split(
    "<!-- planted bugs -->",
  );
  expect(bugs).toContain("| I10 | twin · late-gold | caught | 2 differ |");
  expect(bugs).toContain("| I10 | twin · bold-gold | **missed** | 2 differ |");
  expect(bugs).not.toContain("holds");
  expect(proofs).not.toContain("-gold");
});

test("a proof that runs again replaces its row and no other of a run of some", () => {
  const other = { ...row, name: "one instance" };
  const first = withResults(EMPTY, { rows: [row, other], isWhole: true }, SETTING);
  const failed = { ...row, hasPassed: false, told: "2 of 3 | counted" };
  const again = withResults(first, { rows: [failed], isWhole: false }, SETTING);
  expect(lineWith(again, "two instances")).toEqual([
    "| I1–I9, live | http · two instances | **fails** | 2 of 3 / counted | 2 × Quick | 2026-01-02 (abc1234) |",
  ]);
  expect(again).toContain("one instance | holds");
});

test("a whole part that runs again leaves no row of a proof that it no longer has", () => {
  const other = { ...row, part: "http-two" };
  const first = withResults(
    EMPTY,
    { rows: [{ ...row, name: "renamed since" }, other], isWhole: true },
    SETTING,
  );
  const again = withResults(first, { rows: [row], isWhole: true }, SETTING);
  expect(lineWith(again, "renamed since")).toEqual([]);
  expect(lineWith(again, "http-two")).toHaveLength(1);
});

test("the figures leave out speed, load and seed", () => {
  expect(
    figuresOf(
      "40 kills · 6366 acknowledged between them, 0 lost · 8146 sent again · 6506 stored · 51 answers/s in 129.5 s · claim p50 1.0 p99 2.0 max 3.0 ms",
    ),
  ).toBe("40 kills · 6,366 acknowledged between them, 0 lost");
  expect(figuresOf("4.4 s · history: clean · tables: clean")).toBe("history: clean · tables: clean");
  expect(figuresOf("76.4 % right from 3.0375 · seed 1")).toBe("76.4% right from 3.0375");
});

test("every run is kept with what it printed, the newest last", () => {
  const first = withRuns("# Runs\n\n<!-- runs -->\n<!-- end of runs -->\n", [row], SETTING);
  const again = withRuns(first, [{ ...row, seed: 2, told: "2 of 3 counted", hasPassed: false }], SETTING);
  expect(lineWith(again, "two instances")).toEqual([
    "| 2026-01-02 | abc1234 | 1 | http · two instances | holds | 3 of 3 counted | 2 × Quick, load 0.5 before |",
    "| 2026-01-02 | abc1234 | 2 | http · two instances | **fails** | 2 of 3 counted | 2 × Quick, load 0.5 before |",
  ]);
});
