import { describe, expect, test } from "vitest";
import type { Stage } from "#lib/dataset/rules/progress.ts";
import { progressInWords } from "./progress-words.ts";

describe("a version that is built says", () => {
  const at = (stage: Stage, rows: number, of: number | null, spentMs = 60_000) =>
    progressInWords({ stage, rows, of, since: 1_000_000, at: 1_000_000 + spentMs });

  test("that it waits before anybody takes it", () => {
    expect(progressInWords(null)).toEqual({ label: "Waiting to start", note: "" });
  });

  test("how much of how much is written, and how long the rest takes at that pace", () => {
    expect(at("judgments", 1_200_000, 3_000_000, 80_000)).toEqual({
      label: "Writing judgments",
      note: "1.2 of 3.0 million rows, about 2 minutes left",
    });
    expect(at("labels", 12_000, 300_000, 30_000).note).toBe("12,000 of 300,000 rows, about 12 minutes left");
    expect(at("labels", 200_000, 300_000).note).toBe("200,000 of 300,000 rows, less than a minute left");
  });

  test("no time before there is a pace, nor when all is written", () => {
    expect(at("labels", 500, 300_000, 1_000).note).toBe("500 of 300,000 rows");
    expect(at("labels", 0, 300_000).note).toBe("0 of 300,000 rows");
    expect(at("labels", 300_000, 300_000).note).toBe("300,000 of 300,000 rows");
  });

  test("what else is done to it", () => {
    expect(at("reading", 1_250_000, null)).toEqual({
      label: "Reading judgments",
      note: "1.3 million read",
    });
    expect(at("computing", 3_000_000, null)).toEqual({
      label: "Making labels",
      note: "from 3,000,000 judgments",
    });
    expect(at("closing", 0, null)).toEqual({ label: "Finishing", note: "" });
  });
});
