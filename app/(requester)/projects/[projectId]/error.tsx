"use client";

import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PAGE_FAILED } from "#components/ui/page/words.ts";

export default function ProjectErrorPage({ reset }: { reset: () => void }) {
  return (
    <Card>
      <EmptyState title={PAGE_FAILED.title} action={<Button onClick={reset}>{PAGE_FAILED.again}</Button>}>
        {PAGE_FAILED.text}
      </EmptyState>
    </Card>
  );
}
