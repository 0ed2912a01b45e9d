"use client";

import { useState, useTransition } from "react";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/form/field.tsx";
import { toast } from "#components/ui/toast.tsx";
import { setFeedbackAction } from "#lib/gold/actions.ts";

/** Whether people are told what they missed. */
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
        label="Tell people what they missed, and why"
        help="Right after a miss, with your reason. They learn from it, cannot take that answer back any more, and can contest it. Off: gold only measures."
        checked={isChecked}
        disabled={isPending}
        onChange={(event) => change(event.target.checked)}
      />
    </Card>
  );
}
