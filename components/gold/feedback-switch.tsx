"use client";

import { useState, useTransition } from "react";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/form/field.tsx";
import { toast } from "#components/ui/toast.tsx";
import { setFeedbackAction } from "#lib/gold/actions.ts";
import { GOLD_HELP } from "./words.ts";

/** Whether annotators see what they missed. */
export function FeedbackSwitch({ projectId, isOn }: { projectId: string; isOn: boolean }) {
  const [isChecked, setIsChecked] = useState(isOn);
  const [isPending, startTransition] = useTransition();
  function change(next: boolean) {
    setIsChecked(next);
    startTransition(async () => {
      const result = await setFeedbackAction(projectId, next);
      if (result.ok) return;
      setIsChecked(!next);
      toast.error(result.message);
    });
  }
  return (
    <Card title="Feedback">
      <Checkbox
        label="Show annotators their misses"
        help={GOLD_HELP.feedback}
        checked={isChecked}
        disabled={isPending}
        onChange={(event) => change(event.target.checked)}
      />
    </Card>
  );
}
