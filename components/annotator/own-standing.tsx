import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import type { OwnStandingView } from "#lib/annotator/evidence/rules.ts";
import { MissedGoldList } from "./missed-gold-list.tsx";
import { enoughInWords, OWN, ownEventInWords, QUIZ } from "./own-words.ts";
import { RecordList } from "./record-list.tsx";
import { shareInWords } from "./words.ts";

/** The standing of a person in review: what it rests on, what they missed, and what happened. */
export function OwnStanding({ view }: { view: OwnStandingView }) {
  const { misses, events, levels } = view;
  return (
    <Card title={OWN.title}>
      <div className="space-y-4">
        <Callout tone="note">{OWN.review}</Callout>
        <Accuracy view={view} />
        {misses.length > 0 && (
          <section>
            <h3 className="mb-2 font-medium">{OWN.missesTitle}</h3>
            <MissedGoldList misses={misses} levels={levels} given={QUIZ.your} />
          </section>
        )}
        {events.length > 0 && <RecordList events={events} inWords={ownEventInWords} />}
      </div>
    </Card>
  );
}

function Accuracy({ view: { accuracy, wanted } }: { view: OwnStandingView }) {
  if (accuracy.reason !== null) return <p className="text-[13.5px] text-ink-3">{OWN.noAccuracy}</p>;
  return (
    <p className="max-w-[68ch] text-[13.5px] text-ink-2">
      {shareInWords(accuracy.exact, "compared answers")} {enoughInWords(wanted)}
    </p>
  );
}
