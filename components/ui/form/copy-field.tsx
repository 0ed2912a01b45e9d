"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "./field.tsx";

/** A text to be taken along, with the button that takes it. */
export function CopyField({ value, label }: { value: string; label: string }) {
  const [isCopied, setIsCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(value);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), 2000);
  }
  return (
    <div className="flex gap-2">
      <Input readOnly value={value} aria-label={label} onFocus={(event) => event.currentTarget.select()} />
      <Button onClick={() => void copy()}>{isCopied ? "Copied" : "Copy"}</Button>
    </div>
  );
}
