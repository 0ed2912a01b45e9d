import { ButtonLink } from "#components/ui/button.tsx";
import { PAGE_NOT_FOUND } from "#components/ui/page/words.ts";

export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl px-6 py-24">
      <h1>{PAGE_NOT_FOUND.title}</h1>
      <p className="mt-3 mb-6 text-ink-2">{PAGE_NOT_FOUND.text}</p>
      <ButtonLink href="/">{PAGE_NOT_FOUND.start}</ButtonLink>
    </main>
  );
}
