import { IntervalTrack } from "#components/charts/interval-track.tsx";
import { Card } from "#components/ui/card.tsx";
import { counted, percent, percentInterval, reasonInWords } from "#components/ui/format.ts";
import { Stat } from "#components/ui/stat.tsx";
import type { Defined } from "#lib/labeling.ts";
import type { GoldAccuracy } from "#lib/statistics/trust/gold-accuracy.ts";
import type { GoldScopes } from "#lib/statistics/trust/gold-scopes.ts";

type CardProps = { accuracy: Defined<GoldAccuracy>; together: GoldScopes };

/** Accuracy on hidden gold of everybody together, with its interval for these people on other items. */
export function GoldAccuracyCard({ accuracy, together }: CardProps) {
  const team = together.reason === null ? together.team : together;
  return (
    <Card title="Gold accuracy">
      {accuracy.reason !== null ? (
        <>
          <Stat value="–" />
          <p className="mt-2 text-ink-2">{reasonInWords(accuracy.reason)}</p>
        </>
      ) : (
        <>
          <Stat value={percent(accuracy.exact.share)} />
          <IntervalTrack
            label={`Gold accuracy ${percent(accuracy.exact.share)}, 95% interval ${percentInterval(team.value)}`}
            value={accuracy.exact.share}
            lower={team.value?.lower ?? null}
            upper={team.value?.upper ?? null}
          />
          <div className="mt-1 space-y-1 text-[13px]">
            <p className="text-ink-2">
              {team.reason === null
                ? `95% interval ${percentInterval(team.value)}`
                : `No interval: ${reasonInWords(team.reason)}`}{" "}
              · {counted(accuracy.n, "answer")}
              {together.reason === null && ` on ${counted(together.golds, "gold item")}`}
            </p>
            <p className="text-ink-3">
              within one level {percent(accuracy.withinOne.share)} · mean error{" "}
              {signed(accuracy.signedError.mean)} levels
            </p>
          </div>
        </>
      )}
    </Card>
  );
}

function signed(levels: number): string {
  const text = Math.abs(levels).toFixed(2);
  if (Number(text) === 0) return text;
  return levels < 0 ? `−${text}` : `+${text}`;
}
