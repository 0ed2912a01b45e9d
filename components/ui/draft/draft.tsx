"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import type * as z from "zod";
import { Button } from "#components/ui/button.tsx";
import { draftKey, dropDraft, keepDraft, readDraft } from "./draft-store.ts";
import { DRAFT } from "./words.ts";

const Owner = createContext<string | null>(null);

/** Whose drafts the forms inside keep; without an account they keep none. */
export function DraftOwner({ userId, children }: { userId: string | null; children: ReactNode }) {
  return <Owner value={userId}>{children}</Owner>;
}

export type FormDraft<T> = {
  value: T;
  change: (value: T) => void;
  /**
   * The value was saved, so its draft is deleted, except for what was typed in the meantime. The form continues with
   * `next` where given.
   */
  done: (next?: T) => void;
  /** Back to what is saved */
  discard: () => void;
  /** "changed" when somebody saved another value after the typing began */
  restored: "same" | "changed" | null;
};

const store = () => localStorage;

/**
 * The value of a form that outlives reload, Back and a failed save: what differs from `saved` is kept on this device. Where
 * nothing can be kept, the browser asks before the page is left.
 *
 * @param form its name, the same wherever it stands
 * @param shape what a kept value must be like; one of an older page that is not is passed over
 */
export function useDraft<T>(form: string, shape: z.ZodType<T>, saved: T): FormDraft<T> {
  const owner = useContext(Owner);
  const key = owner === null ? null : draftKey(owner, form);
  const [value, setValue] = useState(saved);
  const [restored, setRestored] = useState<FormDraft<T>["restored"]>(null);
  const [isAtRisk, setIsAtRisk] = useState(false);
  const now = useRef({ saved, shape, value });
  now.current = { saved, shape, value };

  useEffect(() => {
    const kept = key === null ? null : readDraft(store, key);
    const basis = JSON.stringify(now.current.saved);
    const found = now.current.shape.safeParse(kept?.value);
    if (kept === null || !found.success || JSON.stringify(found.data) === basis) return;
    setValue(found.data);
    setRestored(kept.basis === basis ? "same" : "changed");
  }, [key]);

  useEffect(() => {
    if (!isAtRisk) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [isAtRisk]);

  function end() {
    if (key !== null) dropDraft(store, key);
    setRestored(null);
    setIsAtRisk(false);
  }

  return {
    value,
    restored,
    change: (next) => {
      const basis = JSON.stringify(saved);
      const isChanged = JSON.stringify(next) !== basis;
      setValue(next);
      if (key !== null && !isChanged) dropDraft(store, key);
      setIsAtRisk(isChanged && !(key !== null && keepDraft(store, key, { basis, value: next })));
    },
    done: (next) => {
      if (next !== undefined) setValue(next);
      if (next !== undefined || now.current.value === value) end();
    },
    discard: () => {
      setValue(saved);
      end();
    },
  };
}

/** Says that something typed earlier is back, and offers to let it go. */
export function DraftNote({ draft }: { draft: Pick<FormDraft<unknown>, "restored" | "discard"> }) {
  if (draft.restored === null) return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg bg-note-soft px-4 py-2.5 text-[14px]"
    >
      <p>
        {DRAFT.restored}
        {draft.restored === "changed" && ` ${DRAFT.changedMeanwhile}`}
      </p>
      <Button onClick={draft.discard}>{DRAFT.discard}</Button>
    </div>
  );
}
