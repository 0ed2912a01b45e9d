import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { NO_AGREEMENT } from "./words.ts";

/** Before any item has two judgments there is nothing to compare. */
export function NoAgreement({ projectId }: { projectId: string }) {
  return (
    <Card>
      <EmptyState
        title={NO_AGREEMENT.title}
        action={
          <ButtonLink kind="primary" href={`/projects/${projectId}/annotators`}>
            {NO_AGREEMENT.button}
          </ButtonLink>
        }
      >
        {NO_AGREEMENT.text}
      </EmptyState>
    </Card>
  );
}
