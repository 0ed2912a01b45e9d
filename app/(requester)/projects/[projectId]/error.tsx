"use client";

import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function ProjectErrorPage({ reset }: { reset: () => void }) {
  return (
    <Card>
      <EmptyState title="This page failed to load" action={<Button onClick={reset}>Try again</Button>}>
        The server had an error. Everything you saved is safe. Try again in a moment.
      </EmptyState>
    </Card>
  );
}
