import { ButtonLink } from "./button.tsx";
import { count } from "./format.ts";

type PaginationProps = { page: number; pageSize: number; total: number; hrefOf: (page: number) => string };

export function Pagination({ page, pageSize, total, hrefOf }: PaginationProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (pages === 1 || page > pages) return null;
  const first = (page - 1) * pageSize + 1;
  return (
    <nav
      aria-label="Pages"
      className="mt-4 flex flex-wrap items-center justify-between gap-3 text-[13px] text-ink-2"
    >
      <span>
        {count(first)}–{count(Math.min(total, first + pageSize - 1))} of {count(total)}
      </span>
      <span className="flex gap-2">
        {page > 1 && <ButtonLink href={hrefOf(page - 1)}>Previous</ButtonLink>}
        {page < pages && <ButtonLink href={hrefOf(page + 1)}>Next</ButtonLink>}
      </span>
    </nav>
  );
}
