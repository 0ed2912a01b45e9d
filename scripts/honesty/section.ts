// What a section of `npm run honesty` is given and what it gives back.
import type { Asked } from "./arguments.ts";
import type { RatedSet } from "./sets.ts";

/** A promise and what was measured of it. */
export type Target = { readonly name: string; readonly measured: string; readonly isHeld: boolean };

export type Finding = {
  readonly title: string;
  /** Markdown: what was measured, on which data, with which rule */
  readonly text: readonly string[];
  readonly targets: readonly Target[];
};

/** Measures, and says what it is doing one line at a time. */
export type Section = (
  sets: readonly RatedSet[],
  asked: Asked,
  say: (line: string) => void,
) => Promise<Finding>;
