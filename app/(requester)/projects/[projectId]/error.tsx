"use client";

import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function ProjectErrorPage({ reset }: { reset: () => void }) {
  return (
    <Card>
      <EmptyState title="This page could not be shown" action={<Button onClick={reset}>Try again</Button>}>
        Something went wrong on our side. Nothing you saved is lost.
      </EmptyState>
    </Card>
  );
}
