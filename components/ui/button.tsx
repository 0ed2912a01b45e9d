import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

type Kind = "primary" | "plain" | "quiet" | "danger";

const KINDS: Record<Kind, string> = {
  primary: "border-primary bg-primary text-on-primary hover:brightness-110",
  plain: "border-line-2 bg-surface text-ink hover:bg-sunken",
  quiet: "border-line-2 bg-transparent text-ink-2 hover:bg-sunken hover:text-ink",
  danger: "border-line-2 bg-surface text-bad hover:bg-bad-soft",
};

const BASE =
  "inline-flex min-h-9 items-center justify-center gap-2 rounded-lg border px-3.5 py-1.5 text-[13.5px] font-medium leading-tight whitespace-nowrap transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 max-sm:min-h-[44px]";

type ButtonProps = ComponentProps<"button"> & { kind?: Kind; isPending?: boolean };

export function Button({
  kind = "plain",
  isPending = false,
  className = "",
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      // Not disabled while it is pending: that would take the focus away from whoever works by keyboard.
      aria-disabled={isPending || undefined}
      onClick={isPending ? (event) => event.preventDefault() : rest.onClick}
      aria-busy={isPending || undefined}
      className={`${BASE} ${KINDS[kind]} ${className}`}
    >
      {isPending && <Spinner />}
      {children}
    </button>
  );
}

type ButtonLinkProps = {
  href: string;
  kind?: Kind;
  className?: string;
  children: ReactNode;
  download?: boolean;
};

/** A link that looks like a button; `download` makes it a plain one that the browser handles. */
export function ButtonLink({
  href,
  kind = "plain",
  className = "",
  children,
  download = false,
}: ButtonLinkProps) {
  const look = `${BASE} ${KINDS[kind]} ${className}`;
  if (download) {
    return (
      <a href={href} download className={look}>
        {children}
      </a>
    );
  }
  return (
    <Link href={href} className={look}>
      {children}
    </Link>
  );
}

function Spinner() {
  return (
    <span
      aria-hidden
      className="size-3.5 animate-spin rounded-full border-2 border-current border-e-transparent opacity-70"
    />
  );
}
