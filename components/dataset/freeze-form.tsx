"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Radio } from "#components/ui/field.tsx";
import { toast } from "#components/ui/toast.tsx";
import { freezeDatasetAction } from "#lib/dataset/actions.ts";
import { defaultGrades, type FreezePlan, faultOfGrades } from "#lib/dataset/rules.ts";
import type { Method } from "#lib/dataset/schema.ts";
import { GradeMap } from "./grade-map.tsx";

const METHODS: { method: Method; label: string; help: string }[] = [
  {
    method: "trust-weighted",
    label: "Trust-weighted vote",
    help: "Each judgment weighs as much as its annotator is right on gold. Confidence is the share of that weight.",
  },
  {
    method: "majority",
    label: "Majority vote",
    help: "Every judgment weighs the same. Confidence is the share of the judgments.",
  },
];

/** Chooses how labels are made and how levels become grades, and freezes. */
export function FreezeForm({ projectId, plan }: { projectId: string; plan: FreezePlan }) {
  const router = useRouter();
  const [method, setMethod] = useState<Method>("trust-weighted");
  const [grades, setGrades] = useState<readonly number[]>(defaultGrades(plan.levels.map(({ gain }) => gain)));
  const [queryIds, setQueryIds] = useState<"own" | "numbered">(plan.canOwnQueryIds ? "own" : "numbered");
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const gradeFault = faultOfGrades(grades, plan.levels.length);

  function freeze() {
    startTransition(async () => {
      const result = await freezeDatasetAction(projectId, { method, grades, queryIds });
      setFault(result.ok ? null : (Object.values(result.fields)[0] ?? result.message));
      if (!result.ok) return;
      toast.success(`Version ${result.data} is being built.`);
      router.refresh();
    });
  }

  return (
    <form
      className="space-y-6"
      onSubmit={(event) => {
        event.preventDefault();
        freeze();
      }}
    >
      <fieldset className="space-y-3">
        <legend className="mb-2 text-[13.5px] font-medium">How labels are made</legend>
        {METHODS.map((each) => (
          <Radio
            key={each.method}
            name="method"
            label={each.label}
            help={each.help}
            checked={method === each.method}
            onChange={() => setMethod(each.method)}
          />
        ))}
      </fieldset>
      <GradeMap plan={plan} grades={grades} fault={gradeFault} onChange={setGrades} />
      <fieldset className="space-y-3">
        <legend className="mb-2 text-[13.5px] font-medium">Queries in qrels</legend>
        <Radio
          name="queryIds"
          label="By their own id"
          help={
            plan.canOwnQueryIds
              ? "As in the imported file."
              : "Not possible here: some ids have blanks, which qrels cannot hold."
          }
          disabled={!plan.canOwnQueryIds}
          checked={queryIds === "own"}
          onChange={() => setQueryIds("own")}
        />
        <Radio
          name="queryIds"
          label="Numbered"
          help="q1, q2 …, with queries.tsv beside them to tell which is which."
          checked={queryIds === "numbered"}
          onChange={() => setQueryIds("numbered")}
        />
      </fieldset>
      {fault && (
        <p role="alert" className="text-[13px] font-medium text-bad">
          {fault}
        </p>
      )}
      <Button type="submit" kind="primary" isPending={isPending} disabled={gradeFault !== null}>
        Freeze a version
      </Button>
    </form>
  );
}
