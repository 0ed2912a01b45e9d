"use client";

import { useDeferredValue, useId, useState } from "react";
import { Textarea } from "#components/ui/form/field.tsx";
import { GuidelineText } from "./guideline-text.tsx";

type GuidelineEditorProps = {
  value: string;
  error?: string | undefined;
  onChange: (markdown: string) => void;
};

/** Markdown and what becomes of it: side by side where there is room, else one at a time. */
export function GuidelineEditor({ value, error, onChange }: GuidelineEditorProps) {
  const id = useId();
  const [isPreview, setIsPreview] = useState(false);
  const shown = useDeferredValue(value);
  return (
    <div>
      <div className="mb-3 flex gap-1 lg:hidden">
        <ViewButton isOn={!isPreview} name="Write" onClick={() => setIsPreview(false)} />
        <ViewButton isOn={isPreview} name="Preview" onClick={() => setIsPreview(true)} />
      </div>
      <div className="grid gap-6 lg:grid-cols-2">
        <div className={`flex min-w-0 flex-col gap-1.5 ${isPreview ? "max-lg:hidden" : ""}`}>
          <label htmlFor={id} className="text-[13.5px] font-medium">
            Guideline in Markdown
          </label>
          <Textarea
            id={id}
            dir="auto"
            value={value}
            maxLength={50_000}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${id}-error` : undefined}
            className="h-[34rem] resize-y font-mono !text-[13px] leading-relaxed"
            onChange={(event) => onChange(event.target.value)}
          />
          {error && (
            <p id={`${id}-error`} role="alert" className="text-[13px] font-medium text-bad">
              {error}
            </p>
          )}
        </div>
        <section aria-label="Preview" className={`min-w-0 ${isPreview ? "" : "max-lg:hidden"}`}>
          <p className="mb-1.5 text-[13.5px] font-medium max-lg:hidden">As annotators see it</p>
          <div
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
            tabIndex={0}
            className="max-h-[34rem] overflow-y-auto rounded-lg border border-line bg-paper px-5 py-4 max-lg:max-h-none"
          >
            {shown.trim() === "" ? (
              <p className="text-ink-3">Nothing to show yet.</p>
            ) : (
              <GuidelineText markdown={shown} />
            )}
          </div>
        </section>
      </div>
    </div>
  );
}

function ViewButton({ isOn, name, onClick }: { isOn: boolean; name: string; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onClick}
      className="min-h-[44px] rounded-lg px-4 text-[13.5px] text-ink-2 aria-pressed:bg-sunken aria-pressed:font-medium aria-pressed:text-ink"
    >
      {name}
    </button>
  );
}
