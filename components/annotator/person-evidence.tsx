import { IntervalTrack } from "#components/charts/interval-track.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { Facts } from "#components/ui/stat.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PersonView } from "#lib/annotator/evidence/rules.ts";
import { MissedGoldList } from "./missed-gold-list.tsx";
import { wantedInWords } from "./piece-words.ts";
import { Pieces } from "./pieces.tsx";
import { readingInWords } from "./reading-words.ts";
import {
  ANNOTATOR_STATES,
  accuracyInWords,
  EVIDENCE,
  inAllInWords,
  noAnswersInWords,
  recordedMissesInWords,
  SEES_GOLD,
  shareInWords,
  withinOneInWords,
} from "./words.ts";

/** What a requester decides on: accuracy, evidence piece by piece, what is worth a look, and what was missed. */
export function PersonEvidence({ view }: { view: PersonView }) {
  const { verdict, wanted, since, flags, misses, levels } = view;
  return (
    <>
      <Card title={EVIDENCE.title} aside={<Since since={since} />}>
        <p className="mb-4 text-ink-2">{ANNOTATOR_STATES[view.state].means}</p>
        {view.person.seesGold && (
          <div className="mb-4 max-w-[80ch]">
            <Callout tone="note" title={SEES_GOLD.title}>
              {SEES_GOLD.text}
            </Callout>
          </div>
        )}
        <Accuracy view={view} />
        <InAll view={view} />
        {verdict.evidence.length > 0 && <Pieces pieces={verdict.evidence} wanted={wanted} />}
        {verdict.evidence.some(({ kind }) => kind === "accuracy-doubtful") && (
          <div className="mt-4">
            <Callout tone="note">
              {verdict.hasGroundsToSuspend ? EVIDENCE.grounds : EVIDENCE.onlyLeaning}
            </Callout>
          </div>
        )}
        <Reading reading={view.reading} />
      </Card>
      {flags.length > 0 && (
        <Card title={EVIDENCE.flags} aside={EVIDENCE.flagsAside}>
          <Pieces pieces={flags} wanted={wanted} />
        </Card>
      )}
      {misses.length > 0 && (
        <Card title={EVIDENCE.misses} aside={recordedMissesInWords(view)}>
          <MissedGoldList misses={misses} levels={levels} given={EVIDENCE.given} />
        </Card>
      )}
    </>
  );
}

function Since({ since }: Pick<PersonView, "since">) {
  if (since === null) return EVIDENCE.sinceJoined;
  return (
    <>
      {EVIDENCE.since[since.by]} · <Time at={since.at} />
    </>
  );
}

function Reading({ reading }: Pick<PersonView, "reading">) {
  if (reading.reason !== null) return null;
  return (
    <div className="mt-5 max-w-[80ch]">
      <h3 className="mb-2 text-[13.5px] font-medium">{EVIDENCE.reading}</h3>
      <Facts facts={readingInWords(reading)} />
    </div>
  );
}

function InAll({ view }: { view: PersonView }) {
  const words = inAllInWords(view);
  return words && <p className="mt-2 max-w-[80ch] text-[13.5px] text-ink-2">{words}</p>;
}

function Accuracy({ view }: { view: PersonView }) {
  const { accuracy, inAll, wanted, since, verdict } = view;
  if (accuracy.reason !== null) {
    return <p className="text-[13.5px] text-ink-3">{noAnswersInWords(inAll, since?.by)}</p>;
  }
  const { share, wilson } = accuracy.exact;
  return (
    <div className="max-w-[560px]">
      <p className="text-[14.5px] font-medium">{accuracyInWords(accuracy.exact, verdict)}</p>
      <IntervalTrack
        label={shareInWords(accuracy.exact, "gold answers")}
        value={share}
        lower={wilson.lower}
        upper={wilson.upper}
        cuts={[{ at: wanted, name: "" }]}
      />
      <p className="text-[13px] text-ink-3">
        {withinOneInWords(accuracy.withinOne)} {wantedInWords(view)}
      </p>
    </div>
  );
}
