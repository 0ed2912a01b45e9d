import * as z from "zod";
import { MAX_LEVELS, MIN_LEVELS, type ScaleInput } from "#lib/project/schema.ts";

const levelShape = z.object({
  /** Keeps a row itself while others come and go */
  id: z.number(),
  name: z.string(),
  definition: z.string(),
  examples: z.string(),
  gain: z.string(),
});

/** A scale while it is being written: numbers are text until they are sent. */
export const scaleShape = z.object({
  levels: z.array(levelShape).min(MIN_LEVELS).max(MAX_LEVELS),
  relevantFrom: z.number(),
});

export type LevelDraft = z.output<typeof levelShape>;

export type ScaleDraft = z.output<typeof scaleShape>;

export function draftScale(levels: Readonly<ScaleInput["levels"]>, relevantFrom: number): ScaleDraft {
  return {
    levels: levels.map(({ name, definition, examples, gain }, id) => ({
      ...{ id, name, definition, examples },
      gain: String(gain),
    })),
    relevantFrom,
  };
}

/** As the schema wants it; an empty or unreadable gain is null, and the schema says so. */
export function sentScale({ levels, relevantFrom }: ScaleDraft) {
  return {
    relevantFrom,
    levels: levels.map(({ name, definition, examples, gain }) => ({
      name,
      definition,
      examples,
      gain: gain.trim() === "" || !Number.isFinite(Number(gain)) ? null : Number(gain),
    })),
  };
}

/** One more level at the top; it gains one more than the best so far. */
export function withLevel(scale: ScaleDraft): ScaleDraft {
  if (scale.levels.length >= MAX_LEVELS) return scale;
  const id = 1 + Math.max(...scale.levels.map((level) => level.id));
  const gain = String(1 + (Number(scale.levels.at(-1)?.gain) || 0));
  return { ...scale, levels: [...scale.levels, { id, name: "", definition: "", examples: "", gain }] };
}

/** The levels above move down by one; what counts as relevant stays the same level where it can. */
export function withoutLevel(scale: ScaleDraft, at: number): ScaleDraft {
  if (scale.levels.length <= MIN_LEVELS) return scale;
  const levels = scale.levels.filter((_, index) => index !== at);
  const moved = scale.relevantFrom > at + 1 ? scale.relevantFrom - 1 : scale.relevantFrom;
  return { levels, relevantFrom: Math.min(Math.max(moved, 2), levels.length) };
}
