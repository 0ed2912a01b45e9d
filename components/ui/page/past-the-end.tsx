import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PAGE_EMPTY } from "./words.ts";

/** In place of the rows when an address asks for a page past the last one. The list itself is not empty. */
export function PastTheEnd({ firstPage }: { firstPage: string }) {
  return (
    <EmptyState
      title={PAGE_EMPTY.title}
      action={
        <ButtonLink kind="primary" href={firstPage}>
          {PAGE_EMPTY.first}
        </ButtonLink>
      }
    >
      {PAGE_EMPTY.text}
    </EmptyState>
  );
}
