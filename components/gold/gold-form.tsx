"use client";

import { useEffect, useRef } from "react";
import * as z from "zod";
import { Button } from "#components/ui/button.tsx";
import { DraftNote, useDraft } from "#components/ui/draft/draft.tsx";
import { Field, Textarea } from "#components/ui/form/field.tsx";
import { toast } from "#components/ui/toast.tsx";
import { areLevelsTelling } from "#lib/gold/rules.ts";
import { ConsequencesDialog } from "./consequences-dialog.tsx";
import { LevelSet } from "./level-set.tsx";
import { useGoldChange } from "./use-gold-change.ts";
import { GOLD_ACTS, GOLD_HELP, type GoldAct, goldDoneInWords } from "./words.ts";

const draftShape = z.object({ chosen: z.array(z.number()), reason: z.string(), answer: z.string() });
const NO_GOLD = { chosen: [], reason: "", answer: "" };

type GoldFormProps = {
  projectId: string;
  itemNo: number;
  levels: readonly { value: number; name: string }[];
  gold: { levels: number[]; reason: string; version: number } | null;
  /** Contested or in review: it can be kept as it is, with an answer to whoever contested it. */
  isCase?: boolean;
};

/** Marks an item as gold, keeps, changes or removes its gold; the consequences are shown first. */
export function GoldForm({ projectId, itemNo, levels, gold, isCase = false }: GoldFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft(`${projectId}/gold/${itemNo}`, draftShape, {
    chosen: gold?.levels ?? [],
    reason: gold?.reason ?? "",
    answer: "",
  });
  const { chosen, reason, answer } = draft.value;
  const change = (part: Partial<typeof draft.value>) => draft.change({ ...draft.value, ...part });
  // What came back is seen, also where the form is folded up.
  useEffect(() => {
    if (draft.restored) form.current?.closest("details")?.setAttribute("open", "");
  }, [draft.restored]);
  const isTelling = areLevelsTelling(chosen, levels.length);
  const isKept = gold !== null && chosen.join() === gold.levels.join() && reason === gold.reason;
  const act = submitted(gold !== null, isCase && isKept);
  const changing = useGoldChange(projectId, ([changed]) => {
    draft.done(changed?.levels.length === 0 ? NO_GOLD : { ...draft.value, answer: "" });
    toast.success(goldDoneInWords(changed?.levels.length === 0 ? "remove" : act, itemNo));
  });
  const ask = (to: readonly number[], needsConfirmation: boolean) =>
    changing.ask(
      [{ itemNo, version: gold?.version ?? 0, levels: [...to], reason, answer }],
      needsConfirmation,
    );
  return (
    <form
      ref={form}
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        ask(chosen, false);
      }}
    >
      <DraftNote draft={draft} />
      <LevelSet levels={levels} chosen={chosen} onChange={(next) => change({ chosen: [...next] })} />
      {chosen.length > 0 && !isTelling && (
        <p className="text-[13px] font-medium text-bad">{GOLD_HELP.allLevels}</p>
      )}
      <TextField
        label="Reason"
        help={GOLD_HELP.reason}
        value={reason}
        onChange={(text) => change({ reason: text })}
      />
      {isCase && (
        <TextField
          label="Answer"
          help={GOLD_HELP.answer}
          value={answer}
          onChange={(text) => change({ answer: text })}
        />
      )}
      {changing.fault && (
        <p role="alert" className="text-[13px] font-medium text-bad">
          {changing.fault}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          kind="primary"
          isPending={changing.isPending}
          disabled={!isTelling || (isKept && !isCase)}
        >
          {GOLD_ACTS[act]}
        </Button>
        {gold && (
          <Button isPending={changing.isPending} onClick={() => ask([], true)}>
            {GOLD_ACTS.remove}
          </Button>
        )}
      </div>
      <ConsequencesDialog
        changing={changing}
        act={GOLD_ACTS[changing.asked?.changes[0]?.levels.length === 0 ? "remove" : act]}
      />
    </form>
  );
}

type TextFieldProps = { label: string; help: string; value: string; onChange: (value: string) => void };

function TextField({ label, help, value, onChange }: TextFieldProps) {
  return (
    <Field label={label} isOptional help={help}>
      {(wiring) => (
        <Textarea
          {...wiring}
          rows={3}
          maxLength={2000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

function submitted(isGold: boolean, isKept: boolean): GoldAct {
  if (!isGold) return "mark";
  return isKept ? "keep" : "change";
}
