"use client";

import { type ComponentProps, type ReactElement, type ReactNode, useId } from "react";

type Wiring = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

type FieldProps = {
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  isOptional?: boolean;
  /** Gets the attributes that tie the control to its label, help and error. */
  children: (wiring: Wiring) => ReactElement;
};

export function Field({ label, help, error, isOptional = false, children }: FieldProps) {
  const id = useId();
  const describedBy = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-[13.5px] font-medium">
        {label}
        {isOptional && <span className="font-normal text-ink-3"> (optional)</span>}
      </label>
      {children({
        id,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {help && (
        <p id={`${id}-help`} className="text-[13px] text-ink-3">
          {help}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-[13px] font-medium text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

const CONTROL =
  "w-full rounded-lg border border-line-2 bg-surface px-3 py-2 text-[14.5px] leading-snug text-ink placeholder:text-ink-3 aria-invalid:border-bad disabled:opacity-60 max-sm:text-base";

export function Input({ className = "", ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={`${CONTROL} ${className}`} />;
}

export function Textarea({ className = "", ...rest }: ComponentProps<"textarea">) {
  return <textarea {...rest} className={`${CONTROL} ${className}`} />;
}

export function Select({ className = "", ...rest }: ComponentProps<"select">) {
  return <select {...rest} className={`${CONTROL} pe-8 ${className}`} />;
}

type CheckProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; help?: ReactNode };

export function Checkbox(props: CheckProps) {
  return <Choice {...props} type="checkbox" />;
}

export function Radio(props: CheckProps) {
  return <Choice {...props} type="radio" />;
}

function Choice({ label, help, className = "", ...rest }: CheckProps & { type: "checkbox" | "radio" }) {
  const id = useId();
  return (
    <div className={`flex items-start gap-2.5 ${className}`}>
      <input {...rest} id={id} className="mt-0.5 size-[18px] shrink-0 accent-(--gold-strong)" />
      <label htmlFor={id} className="text-[14px] leading-snug">
        {label}
        {help && <span className="block text-[13px] text-ink-3">{help}</span>}
      </label>
    </div>
  );
}
