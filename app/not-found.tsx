import { ButtonLink } from "#components/ui/button.tsx";

export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl px-6 py-24">
      <h1>Page not found</h1>
      <p className="mt-3 mb-6 text-ink-2">
        The address is wrong, the page was deleted, or you do not have access to it.
      </p>
      <ButtonLink href="/">Go to start page</ButtonLink>
    </main>
  );
}
