import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** In place of the rows when an address asks for a page past the last one. The list itself is not empty. */
export function PastTheEnd({ firstPage }: { firstPage: string }) {
  return (
    <EmptyState
      title="This page is empty"
      action={
        <ButtonLink kind="primary" href={firstPage}>
          Go to first page
        </ButtonLink>
      }
    >
      The list ends before this page.
    </EmptyState>
  );
}
