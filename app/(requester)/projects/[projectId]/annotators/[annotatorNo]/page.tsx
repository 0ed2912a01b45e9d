import { notFound } from "next/navigation";
import { DecisionButton } from "#components/annotator/decision-button.tsx";
import { PersonEvidence } from "#components/annotator/person-evidence.tsx";
import { RecordList } from "#components/annotator/record-list.tsx";
import { StateChip } from "#components/annotator/state-chip.tsx";
import {
  EVIDENCE,
  eventInWords,
  reinstatementInWords,
  SEES_GOLD,
  suspensionInWords,
} from "#components/annotator/words.ts";
import { FiguresNote, FiguresPending } from "#components/project/figures-note.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { Time } from "#components/ui/time.tsx";
import { readPerson } from "#lib/annotator/evidence/queries.ts";
import { annotatorNoSchema } from "#lib/annotator/standing/schema.ts";
import { requireRequester } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { readFiguresState } from "#lib/project/figures/queries.ts";

export const metadata = { title: "Annotator" };

const HEADING = "annotator-heading";

type Props = { params: Promise<{ projectId: string; annotatorNo: string }> };

export default async function AnnotatorPage({ params }: Props) {
  const { projectId, annotatorNo } = await params;
  const no = annotatorNoSchema.safeParse(annotatorNo);
  if (!no.success) notFound();
  const here = `/projects/${projectId}/annotators`;
  const access = await gatePage(requireRequester(projectId), `${here}/${no.data}`);
  const { isPending, asOf } = await readFiguresState(access);
  if (isPending) return <FiguresPending title="Annotator" />;
  const view = await gatePage(readPerson(access, no.data), here);
  const { person, state, consequences, events } = view;
  const button = { projectId, annotatorNo: person.no, pseudonym: person.pseudonym, headingId: HEADING };
  return (
    <div className="space-y-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 id={HEADING} tabIndex={-1} className="font-serif text-2xl outline-none">
          {person.pseudonym}
        </h2>
        <span className="flex flex-wrap items-center gap-2">
          <StateChip state={state} hasSecondChance={view.since?.by === "second-chance"} />
          {person.isSimulated && <Chip tone="gold">simulated</Chip>}
          {person.seesGold && <Chip tone="note">{SEES_GOLD.chip}</Chip>}
        </span>
        <span className="flex flex-wrap gap-2 sm:ms-auto max-sm:w-full">
          <ButtonLink kind="quiet" href={here}>
            All annotators
          </ButtonLink>
          {(state === "review" || state === "suspended") && (
            <DecisionButton
              {...button}
              act="reinstate"
              consequences={reinstatementInWords(consequences, state)}
            />
          )}
          {state !== "suspended" && (
            <DecisionButton {...button} act="suspend" consequences={suspensionInWords(consequences)} />
          )}
        </span>
        <p className="w-full text-[13px] text-ink-3">
          {person.name && `${person.name} · `}joined <Time at={person.joinedAt} />
        </p>
      </header>
      <FiguresNote asOf={asOf} />
      <PersonEvidence view={view} />
      <Card title="Record">
        {events.length === 0 ? (
          <p className="text-[13.5px] text-ink-3">{EVIDENCE.noEvents}</p>
        ) : (
          <RecordList events={events} inWords={eventInWords} hasEvidence />
        )}
      </Card>
    </div>
  );
}
