import { aheadInWords, EMPTY_WORDS, WORDS } from "#components/judgment/words.ts";
import type { Tone } from "#components/ui/chip.tsx";
import type { MyProject } from "#lib/annotator/rules/roster.ts";
import type { Ahead } from "#lib/judgment/rules.ts";

// What the list of a person's projects shows.

const PROJECT_STATES: Readonly<Record<Exclude<MyProject["state"], "live">, string>> = {
  draft: "not open yet",
  paused: "paused",
  ended: "finished",
};

/** What a project has for the person now. The desk gives the same reason where it has nothing. */
export function nowInWords(
  { state, standing }: Pick<MyProject, "state" | "standing">,
  ahead: Ahead,
): { text: string; tone: Tone } {
  if (state !== "live") return { text: PROJECT_STATES[state], tone: "plain" };
  if (standing === "suspended") return { text: "You are suspended", tone: "plain" };
  if (ahead.most !== 0) return { text: aheadInWords(ahead), tone: "good" };
  return { text: standing === "review" ? EMPTY_WORDS.review.title : WORDS.nothingLeft, tone: "plain" };
}

export function judgedInWords(judged: number, pseudonym: string): string {
  const begun = judged === 0 ? WORDS.notBegun : `You judged ${judged} ${judged === 1 ? "item" : "items"}`;
  return `${begun} · your name here is ${pseudonym}`;
}
