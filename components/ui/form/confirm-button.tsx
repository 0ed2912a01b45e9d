"use client";

import { type ReactNode, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

type ConfirmButtonProps = {
  children: ReactNode;
  title: string;
  /** What will happen, said before it does */
  consequences: ReactNode;
  confirm: string;
  kind?: "primary" | "plain" | "danger";
  onConfirm: () => Promise<void>;
};

/** A button whose act is explained before it is done. */
export function ConfirmButton({
  children,
  title,
  consequences,
  confirm,
  kind = "plain",
  onConfirm,
}: ConfirmButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [isPending, startTransition] = useTransition();
  function act() {
    startTransition(async () => {
      await onConfirm();
      setIsOpen(false);
    });
  }
  return (
    <>
      <Button kind={kind} onClick={() => setIsOpen(true)}>
        {children}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen} title={title}>
        <div className="text-[14.5px] text-ink-2">{consequences}</div>
        <div className="mt-5 flex justify-end gap-2">
          <Button kind="quiet" onClick={() => setIsOpen(false)}>
            Cancel
          </Button>
          <Button kind={kind === "danger" ? "danger" : "primary"} isPending={isPending} onClick={act}>
            {confirm}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
