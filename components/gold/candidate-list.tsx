"use client";

import { useState } from "react";
import * as z from "zod";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DraftNote, useDraft } from "#components/ui/draft/draft.tsx";
import { Field, Input } from "#components/ui/form/field.tsx";
import { counted } from "#components/ui/format.ts";
import { toast } from "#components/ui/toast.tsx";
import type { GoldCandidate } from "#lib/gold/growth/rules.ts";
import { CandidateTable } from "./candidate-table.tsx";
import { ConsequencesDialog } from "./consequences-dialog.tsx";
import { useGoldChange } from "./use-gold-change.ts";
import { CANDIDATE_REASON, GOLD_HELP } from "./words.ts";

type CandidateListProps = { projectId: string; scaleSize: number; candidates: readonly GoldCandidate[] };

/** Items that could become gold, those first that the bank needs most. */
export function CandidateList({ projectId, scaleSize, candidates }: CandidateListProps) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const draft = useDraft(`${projectId}/promotion`, z.string(), CANDIDATE_REASON);
  const changing = useGoldChange(projectId, (changes) => {
    setChosen(new Set());
    draft.done(CANDIDATE_REASON);
    toast.success(`${counted(changes.length, "item")} marked as gold.`);
  });
  const picked = candidates.filter(({ itemNo }) => chosen.has(itemNo));
  const act = picked.length === 0 ? "Mark as gold" : `Mark ${counted(picked.length, "item")} as gold`;
  const promote = (items: readonly GoldCandidate[]) =>
    changing.ask(
      items.map(({ itemNo, level }) => ({
        itemNo,
        version: 0,
        levels: [level],
        reason: draft.value,
        answer: "",
      })),
    );
  return (
    <Card title="Gold candidates" aside={GOLD_HELP.candidates}>
      <div className="mb-4 empty:hidden">
        <DraftNote draft={draft} />
      </div>
      <div className="mb-4 flex flex-wrap items-end gap-3">
        <div className="min-w-64 flex-1">
          <Field label="Reason" help={GOLD_HELP.candidateReason}>
            {(wiring) => (
              <Input
                {...wiring}
                maxLength={2000}
                value={draft.value}
                onChange={(event) => draft.change(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Button
          onClick={() =>
            setChosen(
              chosen.size === candidates.length ? new Set() : new Set(candidates.map((one) => one.itemNo)),
            )
          }
        >
          {chosen.size === candidates.length ? "Select none" : "Select all"}
        </Button>
        <Button
          kind="primary"
          disabled={picked.length === 0}
          isPending={changing.isPending}
          onClick={() => promote(picked)}
        >
          {act}
        </Button>
      </div>
      {changing.fault && (
        <p role="alert" className="mb-3 text-[13px] font-medium text-bad">
          {changing.fault}
        </p>
      )}
      <CandidateTable
        projectId={projectId}
        scaleSize={scaleSize}
        candidates={candidates}
        chosen={chosen}
        onToggle={(itemNo) => setChosen(toggled(chosen, itemNo))}
      />
      <ConsequencesDialog changing={changing} act={act} />
    </Card>
  );
}

function toggled(chosen: ReadonlySet<number>, itemNo: number): ReadonlySet<number> {
  const next = new Set(chosen);
  if (!next.delete(itemNo)) next.add(itemNo);
  return next;
}
