"use client";

import { Button } from "#components/ui/button.tsx";

export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <main className="mx-auto max-w-xl px-6 py-24">
      <h1>This page could not be loaded</h1>
      <p className="mt-3 mb-6 text-ink-2">Something went wrong. Everything you saved is safe.</p>
      <Button onClick={reset}>Try again</Button>
    </main>
  );
}
