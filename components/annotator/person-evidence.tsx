import { IntervalTrack } from "#components/charts/interval-track.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { counted, percent, percentInterval } from "#components/ui/format.ts";
import { Time } from "#components/ui/time.tsx";
import type { PersonView } from "#lib/annotator/evidence/rules.ts";
import { MissList } from "./miss-list.tsx";
import { Pieces } from "./pieces.tsx";
import { EVIDENCE, SEES_GOLD, STATES } from "./words.ts";

/** What a requester decides on: accuracy, evidence piece by piece, what is worth a look, and what was missed. */
export function PersonEvidence({ view }: { view: PersonView }) {
  const { verdict, wanted, since, flags, misses, levels } = view;
  return (
    <>
      <Card title="Evidence" aside={<Since since={since} />}>
        <p className="mb-4 text-ink-2">{STATES[view.state].means}</p>
        {view.person.seesGold && (
          <div className="mb-4 max-w-[80ch]">
            <Callout tone="note" title={SEES_GOLD.title}>
              {SEES_GOLD.text}
            </Callout>
          </div>
        )}
        <Accuracy accuracy={view.accuracy} wanted={wanted} since={since} />
        {verdict.evidence.length > 0 && <Pieces pieces={verdict.evidence} wanted={wanted} />}
        {verdict.hasGroundsToSuspend && (
          <div className="mt-4">
            <Callout tone="note">Their answers on gold alone would justify a suspension.</Callout>
          </div>
        )}
      </Card>
      {flags.length > 0 && (
        <Card title="Worth a look" aside="A reason to look, never proof: it changes nobody's standing">
          <Pieces pieces={flags} wanted={wanted} />
        </Card>
      )}
      {misses.length > 0 && (
        <Card title="Gold they missed" aside={`The newest ${counted(misses.length, "miss", "misses")}`}>
          <MissList misses={misses} levels={levels} given="They chose" expected="Key" />
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

function Accuracy({ accuracy, wanted, since }: Pick<PersonView, "accuracy" | "wanted" | "since">) {
  if (accuracy.reason !== null) {
    const text = since === null ? "No answers on gold yet." : "No answers on gold since then.";
    return <p className="text-[13.5px] text-ink-3">{text}</p>;
  }
  const { share, wilson, count } = accuracy.exact;
  const text = `Gold accuracy ${percent(share)}, 95% interval ${percentInterval(wilson)}`;
  return (
    <div className="max-w-[560px]">
      <p className="text-[13.5px]">
        <b>{percent(share)}</b> right on gold ({count} of {accuracy.n}), 95% interval{" "}
        {percentInterval(wilson)}; {percent(wanted)} is enough here
      </p>
      <IntervalTrack
        label={text}
        value={share}
        lower={wilson.lower}
        upper={wilson.upper}
        cuts={[{ at: wanted, name: "" }]}
      />
      <p className="text-[13px] text-ink-3">
        {percent(accuracy.withinOne.share)} within one level of the key
      </p>
    </div>
  );
}
