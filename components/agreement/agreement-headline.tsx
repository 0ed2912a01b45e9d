import { IntervalTrack } from "#components/charts/interval-track.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { coefficient, coefficientInterval, percent, reasonInWords } from "#components/ui/format.ts";
import { Stat } from "#components/ui/stat.tsx";
import { type Agreement, ALPHA_CUTS } from "#lib/agreement/rules.ts";
import type { AgreementHeadline } from "#lib/statistics/agreement/headline.ts";
import { SelectionNote } from "./selection-note.tsx";
import {
  cutInWords,
  fewItemsInWords,
  fewQueriesInWords,
  LACKING,
  oneLevelInWords,
  sampleInWords,
} from "./words.ts";

const MARKS = ALPHA_CUTS.map((at) => ({ at, name: cutInWords(at) }));

/** The headline number with everything that must stand beside it. */
export function AgreementHeadlineCard({ agreement }: { agreement: Agreement }) {
  const { headline } = agreement;
  const { alpha, team } = headline;
  return (
    <Card title={<AgreementTitle />}>
      <Stat value={coefficient(alpha.value)} />
      {alpha.value === null ? (
        <div className="mt-2 space-y-1">
          <p className="text-ink-2">{reasonInWords(alpha.reason)}</p>
          <Counts headline={headline} />
        </div>
      ) : (
        <>
          <IntervalTrack
            label={`Alpha ${coefficient(alpha.value)}${team.value ? `, 95% interval ${coefficientInterval(team.value)}` : ""}`}
            value={alpha.value}
            lower={team.value?.lower ?? null}
            upper={team.value?.upper ?? null}
            cuts={MARKS}
          />
          <HeadlineLine headline={headline} />
        </>
      )}
      <Lacking headline={headline} />
      <SelectionNote agreement={agreement} />
    </Card>
  );
}

/** Why the number is not to be judged yet; nothing where alpha itself says that there is nothing to compare. */
function Lacking({ headline }: { headline: AgreementHeadline }) {
  const { lacking, alpha, pairableItems, clusters, ratings, nonModalRatings } = headline;
  if (lacking === null || pairableItems === 0 || (lacking === "variation" && alpha.value === null))
    return null;
  return (
    <div className="mt-3">
      {lacking !== "variation" ? (
        <Callout tone="note" title={LACKING[lacking]}>
          {lacking === "items" ? fewItemsInWords(pairableItems) : fewQueriesInWords(clusters)}
        </Callout>
      ) : (
        <Callout tone="note" title={LACKING.variation}>
          {oneLevelInWords(ratings - nonModalRatings, ratings)}
        </Callout>
      )}
    </div>
  );
}

function AgreementTitle() {
  return (
    <>
      Agreement <span className="font-normal text-ink-3">ordinal alpha, this team</span>
    </>
  );
}

/** Interval, exact, within one level, AC2, counts: in this order, always together. */
function HeadlineLine({ headline }: { headline: AgreementHeadline }) {
  const { team, exact, withinOne, ac2 } = headline;
  return (
    <div className="mt-1 space-y-1 text-[13px]">
      <p className="text-ink-2">
        {team.reason === null
          ? `95% interval ${coefficientInterval(team.value)}`
          : `No interval: ${reasonInWords(team.reason)}`}{" "}
        · exact {percent(exact.value)} · within one level {percent(withinOne.value)} · AC2{" "}
        {coefficient(ac2.value)}
      </p>
      <Counts headline={headline} />
      {headline.lacking === null && <Chances headline={headline} />}
    </div>
  );
}

function Counts({ headline }: { headline: AgreementHeadline }) {
  const { pairableItems, ratingsPerItem, annotators } = headline;
  if (annotators === 0) return null;
  return <p className="text-[13px] text-ink-3">{sampleInWords(pairableItems, ratingsPerItem, annotators)}</p>;
}

function Chances({ headline }: { headline: AgreementHeadline }) {
  const known = headline.chances.filter((chance) => chance.probability !== null);
  if (known.length === 0) return null;
  return (
    <p className="text-ink-3">
      {known.map((chance) => (
        <span key={chance.cut} className="me-3 whitespace-nowrap">
          P(alpha ≥ {cutInWords(chance.cut)}) {chanceInWords(chance.probability)}
        </span>
      ))}
    </p>
  );
}

// What is estimated is never certainty.
function chanceInWords(probability: number | null): string {
  if (probability === null) return "unknown";
  if (probability > 0.99) return "> .99";
  return probability < 0.01 ? "< .01" : `= ${coefficient(probability)}`;
}
