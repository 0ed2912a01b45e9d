"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Radio } from "#components/ui/field.tsx";
import { toast } from "#components/ui/toast.tsx";
import { freezeDatasetAction } from "#lib/dataset/actions.ts";
import type { Methods } from "#lib/dataset/label/rules.ts";
import { defaultGrades, type FreezePlan, faultOfGrades } from "#lib/dataset/rules.ts";
import { METHODS, type Method } from "#lib/dataset/schema.ts";
import { GradeMap } from "./grade-map.tsx";
import { MethodChoice } from "./method-choice.tsx";

/** Chooses how labels are made and how levels become grades, and freezes. */
type FreezeFormProps = { projectId: string; plan: FreezePlan; methods: Methods | null };

export function FreezeForm({ projectId, plan, methods }: FreezeFormProps) {
  const router = useRouter();
  const [method, setMethod] = useState<Method>(METHODS[0]);
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
      <MethodChoice methods={methods} chosen={method} onChange={setMethod} />
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
