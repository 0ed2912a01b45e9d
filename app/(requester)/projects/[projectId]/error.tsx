"use client";

import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { failureOf } from "#components/ui/page/words.ts";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function ProjectErrorPage({ error, reset }: Props) {
  const { title, text, again } = failureOf(error);
  return (
    <Card>
      <EmptyState title={title} action={<Button onClick={reset}>{again}</Button>}>
        {text}
      </EmptyState>
    </Card>
  );
}
