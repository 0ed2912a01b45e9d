"use client";

import { Button } from "#components/ui/button.tsx";
import { failureOf } from "#components/ui/page/words.ts";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: Props) {
  const { title, text, again } = failureOf(error);
  return (
    <main className="mx-auto max-w-xl px-6 py-24">
      <h1>{title}</h1>
      <p className="mt-3 mb-6 text-ink-2">{text}</p>
      <Button onClick={reset}>{again}</Button>
    </main>
  );
}
