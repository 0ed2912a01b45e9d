import { type BuildProgress, secondsLeft } from "#lib/dataset/rules/progress.ts";
import { duration } from "../ui/duration.ts";
import { count, counted } from "../ui/format.ts";

/** What is done to a version right now, and how long the rest of that takes. */
export function progressInWords(progress: BuildProgress | null): { label: string; note: string } {
  if (progress === null) return { label: "Waiting to start", note: "" };
  const { stage, rows, of } = progress;
  switch (stage) {
    case "reading":
      return { label: "Reading judgments", note: `${large(rows)} read` };
    case "computing":
      return { label: "Making labels", note: `from ${counted(rows, "judgment")}` };
    case "labels":
    case "judgments":
      return { label: `Writing ${stage}`, note: `${partInWords(rows, of ?? rows)}${restInWords(progress)}` };
    case "closing":
      return { label: "Finishing", note: "" };
  }
}

const MILLION = 1e6;

/** 12,000; 1.2 million */
function large(rows: number): string {
  return rows < MILLION ? count(rows) : `${(rows / MILLION).toFixed(1)} million`;
}

function partInWords(rows: number, of: number): string {
  const part = of < MILLION ? count(rows) : (rows / MILLION).toFixed(1);
  return `${part} of ${large(of)} rows`;
}

function restInWords(progress: BuildProgress): string {
  const seconds = secondsLeft(progress);
  if (seconds === null || progress.rows === progress.of) return "";
  return seconds < 60 ? ", less than a minute left" : `, about ${duration(seconds / 3600)} left`;
}
