"use client";

import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Field, Textarea } from "#components/ui/field.tsx";
import { LevelChip } from "#components/ui/level-chip.tsx";
import { toast } from "#components/ui/toast.tsx";
import { setGoldAction, withdrawGoldAction } from "#lib/gold/actions.ts";
import { isKeyTelling } from "#lib/gold/rules.ts";

type GoldFormProps = {
  projectId: string;
  itemNo: number;
  levels: readonly { value: number; name: string }[];
  gold: { levels: number[]; reason: string } | null;
};

/** Makes an item gold, changes its key, or takes the key away. */
export function GoldForm({ projectId, itemNo, levels, gold }: GoldFormProps) {
  const [chosen, setChosen] = useState<readonly number[]>(gold?.levels ?? []);
  const [reason, setReason] = useState(gold?.reason ?? "");
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const isTelling = isKeyTelling(chosen, levels.length);

  function save() {
    startTransition(async () => {
      const result = await setGoldAction(projectId, { itemNo, levels: chosen, reason });
      setFault(result.ok ? null : (result.fields.levels ?? result.fields.reason ?? result.message));
      if (result.ok) toast.success(gold ? "Key changed." : `Item ${itemNo} is gold now.`);
    });
  }

  async function withdraw() {
    const result = await withdrawGoldAction(projectId, itemNo);
    if (!result.ok) return setFault(result.message);
    setChosen([]);
    setReason("");
    toast.success(`Item ${itemNo} is an ordinary item again.`);
  }

  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <LevelSet levels={levels} chosen={chosen} onChange={setChosen} />
      {chosen.length > 0 && !isTelling && (
        <p className="text-[13px] font-medium text-bad">
          A key that accepts every level cannot be missed. Leave at least one out.
        </p>
      )}
      <Field
        label="Reason"
        isOptional
        help="Shown to annotators who miss it, once feedback is on. One or two sentences teach more than the key."
      >
        {(wiring) => (
          <Textarea
            {...wiring}
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {fault && (
        <p role="alert" className="text-[13px] font-medium text-bad">
          {fault}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" isPending={isPending} disabled={!isTelling}>
          {gold ? "Save the key" : "Mark as gold"}
        </Button>
        {gold && (
          <ConfirmButton
            title="Make this an ordinary item again?"
            consequences="People are not measured by it any more, and its judgments count towards its label. The key stays on record."
            confirm="Make it ordinary"
            onConfirm={withdraw}
          >
            No longer gold
          </ConfirmButton>
        )}
      </div>
    </form>
  );
}

type LevelSetProps = {
  levels: GoldFormProps["levels"];
  chosen: readonly number[];
  onChange: (chosen: readonly number[]) => void;
};

function LevelSet({ levels, chosen, onChange }: LevelSetProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-[13.5px] font-medium">Acceptable levels</legend>
      <div className="flex flex-wrap gap-2">
        {levels.map(({ value, name }) => (
          <label
            key={value}
            className="flex min-h-[44px] cursor-pointer items-center gap-2 rounded-lg border border-line-2 px-3 has-checked:border-gold-strong has-checked:bg-gold-soft has-focus-visible:outline-2"
          >
            <input
              type="checkbox"
              className="size-4 accent-(--gold-strong)"
              checked={chosen.includes(value)}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...chosen, value].sort()
                    : chosen.filter((level) => level !== value),
                )
              }
            />
            <LevelChip level={value} levels={levels.length} size="small" />
            <span className="text-[14px]">{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
