"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import * as z from "zod";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DraftNote, useDraft } from "#components/ui/draft/draft.tsx";
import { Radio } from "#components/ui/form/field.tsx";
import { count } from "#components/ui/format.ts";
import { toast } from "#components/ui/toast.tsx";
import { freezeDatasetAction } from "#lib/dataset/actions.ts";
import type { Methods } from "#lib/dataset/rules/comparison.ts";
import { defaultGrades, faultOfGrades } from "#lib/dataset/rules/grades.ts";
import type { FreezePlan } from "#lib/dataset/rules/version.ts";
import { METHODS, type Method } from "#lib/dataset/schema.ts";
import type { LabelDecision } from "#lib/statistics/aggregation/pool/decision.ts";
import { ConfidenceCheck } from "./confidence-check.tsx";
import { DecisionChoice } from "./decision-choice.tsx";
import { GradeMap } from "./grade-map.tsx";
import { MethodChoice } from "./method-choice.tsx";
import { useDecision } from "./use-decision.ts";
import { QUERY_IDS_HELP } from "./words.ts";

type FreezeFormProps = {
  projectId: string;
  plan: FreezePlan;
  methods: Methods | null;
  decision: LabelDecision;
};

/** Chooses how labels are made and how levels become grades, and freezes. */
export function FreezeForm({ projectId, plan, methods, decision }: FreezeFormProps) {
  const router = useRouter();
  const taking = useDecision(decision);
  const draft = useDraft(`${projectId}/freeze`, shapeOf(plan), {
    method: recommendedIn(methods),
    grades: [...defaultGrades(plan.levels.map(({ gain }) => gain))],
    queryIds: plan.canOwnQueryIds ? "own" : "numbered",
  });
  const { method, grades, queryIds } = draft.value;
  const change = (part: Partial<typeof draft.value>) => draft.change({ ...draft.value, ...part });
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const gradeFault = faultOfGrades(grades, plan.levels.length);

  function freeze() {
    startTransition(async () => {
      const result = await freezeDatasetAction(projectId, {
        method,
        decision: taking.chosen,
        grades,
        queryIds,
      });
      setFault(result.ok ? null : (Object.values(result.fields)[0] ?? result.message));
      if (!result.ok) return;
      draft.done();
      toast.success(`Freezing version ${result.data}.`);
      router.refresh();
    });
  }

  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        freeze();
      }}
    >
      <DraftNote draft={draft} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1.75fr)_minmax(0,1fr)]">
        <Card title="How labels are made">
          <MethodChoice methods={methods} chosen={method} onChange={(next) => change({ method: next })} />
          <DecisionChoice chosen={taking.chosen} isPending={taking.isPending} onChange={taking.choose} />
        </Card>
        <ConfidenceCheck methods={methods} chosen={method} />
      </div>
      <Card
        title="New dataset version"
        aside={`${count(plan.judged)} of ${count(plan.items)} items have judgments, gold excluded`}
      >
        <div className="space-y-6">
          <GradeMap
            plan={plan}
            grades={grades}
            fault={gradeFault}
            onChange={(next) => change({ grades: [...next] })}
          />
          <fieldset className="space-y-3">
            <legend className="mb-2 text-[13.5px] font-medium">Query ids in qrels</legend>
            <Radio
              name="queryIds"
              label="Original ids"
              help={plan.canOwnQueryIds ? QUERY_IDS_HELP.own : QUERY_IDS_HELP.blank}
              disabled={!plan.canOwnQueryIds}
              checked={queryIds === "own"}
              onChange={() => change({ queryIds: "own" })}
            />
            <Radio
              name="queryIds"
              label="Numbered"
              help={QUERY_IDS_HELP.numbered}
              checked={queryIds === "numbered"}
              onChange={() => change({ queryIds: "numbered" })}
            />
          </fieldset>
          {fault && (
            <p role="alert" className="text-[13px] font-medium text-bad">
              {fault}
            </p>
          )}
          <Button type="submit" kind="primary" isPending={isPending} disabled={gradeFault !== null}>
            Freeze version
          </Button>
        </div>
      </Card>
    </form>
  );
}

/** What the bench recommends, until the person chooses. */
function recommendedIn(methods: Methods | null): Method {
  const rule = methods?.bench.recommendation.rule;
  return METHODS.find((method) => method === rule) ?? METHODS[0];
}

/** A grade for each level of today's scale, and ids only where they can be had. */
function shapeOf({ levels, canOwnQueryIds }: FreezePlan) {
  return z.object({
    method: z.enum(METHODS),
    // An emptied grade is no number, and kept as null.
    grades: z.array(z.nullable(z.number()).transform((grade) => grade ?? Number.NaN)).length(levels.length),
    queryIds: z.enum(["own", "numbered"]).refine((ids) => canOwnQueryIds || ids === "numbered"),
  });
}
