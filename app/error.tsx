"use client";

import { Button } from "#components/ui/button.tsx";
import { PAGE_FAILED } from "#components/ui/page/words.ts";

export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <main className="mx-auto max-w-xl px-6 py-24">
      <h1>{PAGE_FAILED.title}</h1>
      <p className="mt-3 mb-6 text-ink-2">{PAGE_FAILED.text}</p>
      <Button onClick={reset}>{PAGE_FAILED.again}</Button>
    </main>
  );
}
