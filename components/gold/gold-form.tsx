"use client";

import { useEffect, useRef } from "react";
import * as z from "zod";
import { Button } from "#components/ui/button.tsx";
import { DraftNote, useDraft } from "#components/ui/draft/draft.tsx";
import { Field, Textarea } from "#components/ui/form/field.tsx";
import { toast } from "#components/ui/toast.tsx";
import { isKeyTelling } from "#lib/gold/rules.ts";
import { ConsequencesDialog } from "./consequences-dialog.tsx";
import { LevelSet } from "./level-set.tsx";
import { useKeyChange } from "./use-key-change.ts";

const draftShape = z.object({ chosen: z.array(z.number()), reason: z.string(), answer: z.string() });
const NO_KEY = { chosen: [], reason: "", answer: "" };

type GoldFormProps = {
  projectId: string;
  itemNo: number;
  levels: readonly { value: number; name: string }[];
  gold: { levels: number[]; reason: string; version: number } | null;
  /** The key is contested or suspected: it can be kept as it is, with an answer to whoever contested it. */
  isInDoubt?: boolean;
};

/** Makes an item gold, keeps or changes its key, or takes the key away; what follows is shown before. */
export function GoldForm({ projectId, itemNo, levels, gold, isInDoubt = false }: GoldFormProps) {
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
  const isTelling = isKeyTelling(chosen, levels.length);
  const isKept = gold !== null && chosen.join() === gold.levels.join() && reason === gold.reason;
  const keys = useKeyChange(projectId, ([changed]) => {
    draft.done(changed?.levels.length === 0 ? NO_KEY : { ...draft.value, answer: "" });
    toast.success(doneInWords(itemNo, gold !== null, changed?.levels.length === 0));
  });
  const ask = (to: readonly number[], needsWord: boolean) =>
    keys.ask([{ itemNo, version: gold?.version ?? 0, levels: [...to], reason, answer }], needsWord);
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
        <p className="text-[13px] font-medium text-bad">
          A key that accepts every level cannot be missed. Leave at least one out.
        </p>
      )}
      <TextField
        label="Reason"
        help="Shown to annotators who miss it. One or two sentences teach more than the key."
        value={reason}
        onChange={(text) => change({ reason: text })}
      />
      {isInDoubt && (
        <TextField
          label="Answer"
          help="Shown to whoever contested the key, together with your decision."
          value={answer}
          onChange={(text) => change({ answer: text })}
        />
      )}
      {keys.fault && (
        <p role="alert" className="text-[13px] font-medium text-bad">
          {keys.fault}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          kind="primary"
          isPending={keys.isPending}
          disabled={!isTelling || (isKept && !isInDoubt)}
        >
          {submitInWords(gold !== null, isInDoubt, isKept)}
        </Button>
        {gold && (
          <Button isPending={keys.isPending} onClick={() => ask([], true)}>
            No longer gold
          </Button>
        )}
      </div>
      <ConsequencesDialog keys={keys} title="Change the gold key" confirm="Save and recalculate" />
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

function submitInWords(isGold: boolean, isInDoubt: boolean, isKept: boolean): string {
  if (!isGold) return "Mark as gold";
  if (!isInDoubt) return "Save the key";
  return isKept ? "Keep the key" : "Change the key";
}

function doneInWords(itemNo: number, wasGold: boolean, isWithdrawn: boolean): string {
  if (isWithdrawn) return `Item ${itemNo} is an ordinary item again.`;
  return wasGold ? "Stored, and everybody recomputed." : `Item ${itemNo} is gold now.`;
}
