import { ButtonLink } from "#components/ui/button.tsx";

export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl px-6 py-24">
      <h1>There is nothing here</h1>
      <p className="mt-3 mb-6 text-ink-2">
        The address is wrong, what was here is gone, or it belongs to somebody else.
      </p>
      <ButtonLink href="/">To the start</ButtonLink>
    </main>
  );
}
