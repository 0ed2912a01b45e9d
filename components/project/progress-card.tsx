import { Card } from "#components/ui/card.tsx";
import { duration, durationRange } from "#components/ui/duration.ts";
import { count, counted, percent } from "#components/ui/format.ts";
import { SegmentedBar } from "#components/ui/progress.tsx";
import { Stat } from "#components/ui/stat.tsx";
import type { Completion, Progress } from "#lib/project/progress/rules.ts";

/** How far, how fast, and until when. */
export function ProgressCard({ progress }: { progress: Progress }) {
  const { items, done, inWork, waiting, paused, counted: judged, wanted, pace, completion } = progress;
  const segments = [
    { label: "done", count: done, color: "var(--level-5)" },
    { label: "in work", count: inWork, color: "var(--level-3)" },
    { label: "waiting", count: waiting, color: "var(--line-2)" },
    { label: "paused", count: paused, color: "var(--bad)" },
  ].filter((segment) => segment.count > 0);
  return (
    <Card title="Progress" aside="gold is not part of it">
      <Stat value={items === 0 ? "–" : percent(done / items, 1)} />
      <div className="mt-2.5 mb-3">
        <SegmentedBar
          segments={segments}
          label={`Items: ${segments.map((segment) => `${count(segment.count)} ${segment.label}`).join(", ")}`}
        />
      </div>
      <p className="text-[13px] text-ink-2">
        {count(judged)} of {counted(wanted, "judgment")}
        {pace && (
          <>
            , {counted(Math.round(pace.perHour), "judgment")} an hour{" "}
            <span className="text-ink-3">over the last {duration(pace.hours)}</span>
          </>
        )}
      </p>
      <p className="text-[13px] text-ink-2">
        {judged === 0 && completion.reason === "no-recent-work" ? (
          <span className="text-ink-3">Nobody has judged yet.</span>
        ) : (
          <Estimate completion={completion} />
        )}
      </p>
    </Card>
  );
}

function Estimate({ completion }: { completion: Completion }) {
  if (completion.reason !== null) return <span className="text-ink-3">{WHY_NOT[completion.reason]}</span>;
  const { hours, earliest, latest } = completion;
  return (
    <>
      Done in about <b className="font-semibold">{duration(hours)}</b>{" "}
      <span className="text-ink-3">
        {latest === null
          ? `(${duration(earliest)} at the earliest; the pace varies too much to name the latest)`
          : `(95 %: ${durationRange(earliest, latest)})`}
        , if it goes on like this
      </span>
    </>
  );
}

const WHY_NOT: Readonly<Record<NonNullable<Completion["reason"]>, string>> = {
  "nothing-left": "Every item that is not paused is done.",
  "not-live": "Nothing is handed out at the moment.",
  "no-recent-work": "Nobody has judged in the last two days, so there is no estimate.",
  "too-few": "An estimate needs 30 judgments over half an hour.",
};
