import { Card } from "#components/ui/card.tsx";
import { duration, durationRange } from "#components/ui/duration.ts";
import { count, counted, percentDone } from "#components/ui/format.ts";
import { SegmentedBar } from "#components/ui/progress-bar.tsx";
import { Stat } from "#components/ui/stat.tsx";
import type { Pace, ProjectProgress } from "#lib/project/progress/rules.ts";
import { noEstimateInWords } from "./overview-words.ts";
import { workInWords } from "./work-words.ts";

/** How far, how fast, and until when; or what the work waits for. */
export function ProgressCard({ progress }: { progress: ProjectProgress }) {
  const { items, done, counted: judged, wanted, pace, work } = progress;
  const segments = segmentsOf(progress);
  const standstill = work.kind === "going" ? null : workInWords(work);
  return (
    <Card title="Progress" aside="without gold">
      <Stat value={percentDone(judged, wanted)}>
        {count(judged)} of {counted(wanted, "judgment")}, {count(done)} of {counted(items, "item")} done
      </Stat>
      <div className="mt-2.5 mb-3">
        <SegmentedBar
          segments={segments}
          label={`Items: ${segments.map((segment) => `${count(segment.count)} ${segment.label}`).join(", ")}`}
        />
      </div>
      {pace && <p className="text-[13px] text-ink-2">{paceInWords(pace)}</p>}
      {standstill ? (
        <p className="text-[13px] font-medium text-bad">{standstill.what}</p>
      ) : (
        <p className="text-[13px] text-ink-2">
          <Estimate progress={progress} />
        </p>
      )}
    </Card>
  );
}

function segmentsOf({ done, begun, waiting, paused, blocked }: ProjectProgress) {
  return [
    { label: "done", count: done, color: "var(--level-5)" },
    { label: "started", count: begun - blocked.begun, color: "var(--level-3)" },
    { label: "not started", count: waiting - blocked.waiting, color: "var(--line-2)" },
    { label: "no annotator left", count: blocked.begun + blocked.waiting, color: "var(--bad)" },
    { label: "paused", count: paused, color: "var(--note)" },
  ].filter((segment) => segment.count > 0);
}

/** A rate is worth naming from this many judgments on. */
const MANY = 30;

function paceInWords({ judgments, perHour, hours }: Pace): string {
  const window = `the last ${duration(hours).replace(/^1 /, "")}`;
  if (judgments < MANY || perHour < 1) return `${counted(judgments, "judgment")} in ${window}`;
  return `${counted(Math.round(perHour), "judgment")} an hour over ${window}`;
}

function Estimate({ progress }: { progress: ProjectProgress }) {
  const { completion } = progress;
  if (completion.reason !== null) {
    return <span className="text-ink-3">{noEstimateInWords(completion.reason, progress)}</span>;
  }
  const { hours, earliest, latest } = completion;
  return (
    <>
      Done in about <b className="font-semibold">{duration(hours)}</b>{" "}
      <span className="text-ink-3">
        {latest === null
          ? `(at least ${duration(earliest)}, the pace varies too much for an upper limit)`
          : `(95% interval ${durationRange(earliest, latest)})`}{" "}
        at this pace
      </span>
    </>
  );
}
