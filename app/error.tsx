"use client";

import { Button } from "#components/ui/button.tsx";

export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <main className="mx-auto max-w-xl px-6 py-24">
      <h1>This page failed to load</h1>
      <p className="mt-3 mb-6 text-ink-2">
        The server had an error. Everything you saved is safe. Try again in a moment.
      </p>
      <Button onClick={reset}>Try again</Button>
    </main>
  );
}
