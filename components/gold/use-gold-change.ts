"use client";

import { useState, useTransition } from "react";
import { changeGoldAction, previewGoldChangesAction } from "#lib/annotator/gold-change/actions.ts";
import type { GoldChangeConsequences } from "#lib/annotator/gold-change/rules.ts";
import type { GoldChange } from "#lib/annotator/gold-change/schema.ts";

type Asked = { changes: readonly GoldChange[]; consequences: GoldChangeConsequences };

export type GoldChanging = {
  /** What would follow, once it was asked and until it is confirmed or left */
  asked: Asked | null;
  fault: string | null;
  isPending: boolean;
  /** Asks for the consequences; without any, and where no confirmation is needed, it is stored at once. */
  ask: (changes: readonly GoldChange[], needsConfirmation?: boolean) => void;
  confirm: () => void;
  leave: () => void;
};

/** Changes gold in two steps: first the consequences, then the change. */
export function useGoldChange(
  projectId: string,
  onChanged: (changes: readonly GoldChange[]) => void,
): GoldChanging {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();

  async function store(changes: readonly GoldChange[]) {
    const result = await changeGoldAction(projectId, changes);
    setAsked(null);
    setFault(result.ok ? null : inWords(result));
    if (result.ok) onChanged(changes);
  }

  return {
    asked,
    fault,
    isPending,
    ask: (changes, needsConfirmation = false) =>
      startTransition(async () => {
        const result = await previewGoldChangesAction(projectId, changes);
        setFault(result.ok ? null : inWords(result));
        if (!result.ok) return;
        const isQuiet = Object.values(result.data).every((count) => count === 0);
        if (isQuiet && !needsConfirmation) await store(changes);
        else setAsked({ changes, consequences: result.data });
      }),
    confirm: () =>
      startTransition(async () => {
        if (asked) await store(asked.changes);
      }),
    leave: () => setAsked(null),
  };
}

function inWords(refusal: { message: string; fields: Readonly<Record<string, string>> }): string {
  return Object.values(refusal.fields)[0] ?? refusal.message;
}
