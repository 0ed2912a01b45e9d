// The sections of `npm run honesty`, in the order in which they run.
import { consensus } from "./consensus.ts";
import { intervals } from "./intervals.ts";
import type { Section } from "./section.ts";

export const SECTIONS: Readonly<Record<string, Section>> = { consensus, intervals };
