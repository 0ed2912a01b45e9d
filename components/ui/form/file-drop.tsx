"use client";

import { useId, useState } from "react";

type FileDropProps = {
  accept: string;
  label: string;
  hint: string;
  isDisabled?: boolean;
  onFile: (file: File) => void;
};

/** An area to drop a file on, which is also a button that chooses one. */
export function FileDrop({ accept, label, hint, isDisabled = false, onFile }: FileDropProps) {
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file && !isDisabled) onFile(file);
  };
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer.files);
      }}
      className={`flex flex-col items-center gap-1 rounded-xl border-2 border-dashed px-6 py-10 text-center focus-within:border-gold ${isOver ? "border-gold bg-gold-soft" : "border-line-2 bg-surface"} ${isDisabled ? "opacity-60" : ""}`}
    >
      <span className="font-medium">{label}</span>
      <span className="text-[13px] text-ink-3">{hint}</span>
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={isDisabled}
        className="sr-only"
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}
