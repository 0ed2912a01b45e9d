import type { HeldItem } from "#lib/judgment/rules.ts";
import type { Unratable } from "#lib/judgment/schema.ts";

/** Chosen and written, but not submitted; a reason while the form for it is open. */
export type AnswerDraft = { level: number | null; unratable: Unratable | null; comment: string };

/** With its item in a few words, for when that is no longer on the desk. */
export type KeptDraft = AnswerDraft & { about: string };

/** By item. */
export type Drafts = Readonly<Record<string, KeptDraft>>;

export const NOTHING: AnswerDraft = { level: null, unratable: null, comment: "" };

export function withDraft(
  drafts: Drafts,
  item: HeldItem,
  { level, unratable, comment }: AnswerDraft,
): Drafts {
  if (level === null && unratable === null && comment === "") return withoutDraft(drafts, item.id);
  return { ...drafts, [item.id]: { level, unratable, comment, about: aboutItem(item) } };
}

export function withoutDraft(drafts: Drafts, id: string): Drafts {
  if (!(id in drafts)) return drafts;
  const { [id]: _, ...others } = drafts;
  return others;
}

/** Without what nobody would miss: a level alone, on an item that is not on the desk. */
export function withoutLeftovers(drafts: Drafts, queue: readonly HeldItem[]): Drafts {
  const onDesk = new Set(queue.map(({ id }) => id));
  const kept = Object.entries(drafts).filter(([id, { comment }]) => onDesk.has(id) || comment.trim() !== "");
  return kept.length === Object.keys(drafts).length ? drafts : Object.fromEntries(kept);
}

export type Stray = { id: string; about: string; comment: string };

/** Words on items that are not on the desk: they can be sent with nothing any more. */
export function strayDrafts(drafts: Drafts, queue: readonly HeldItem[]): Stray[] {
  const onDesk = new Set(queue.map(({ id }) => id));
  return Object.entries(drafts)
    .filter(([id, { comment }]) => !onDesk.has(id) && comment.trim() !== "")
    .map(([id, { about, comment }]) => ({ id, about, comment }));
}

/** An item in a few words. */
export function aboutItem({ content }: HeldItem): string {
  return (content.title || content.text || content.url).slice(0, 80);
}

/** What was kept by this or an older page; null where that is nothing. */
export function parseDraft(text: string | null): KeptDraft | null {
  let kept: Partial<KeptDraft> | null = null;
  try {
    kept = JSON.parse(text ?? "null") as Partial<KeptDraft> | null;
  } catch {
    return null;
  }
  if (typeof kept?.comment !== "string" || typeof kept.about !== "string") return null;
  const { level, unratable, comment, about } = kept;
  return {
    level: typeof level === "number" ? level : null,
    unratable: REASONS.find((reason) => reason === unratable) ?? null,
    comment,
    about,
  };
}

const REASONS: readonly Unratable[] = ["query", "result", "rater"];
