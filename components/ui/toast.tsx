"use client";

import { Toaster as Sonner, toast } from "sonner";

export function Toaster() {
  return (
    <Sonner
      position="bottom-center"
      toastOptions={{
        style: { background: "var(--surface)", color: "var(--ink)", border: "1px solid var(--line-2)" },
      }}
    />
  );
}

export { toast };
