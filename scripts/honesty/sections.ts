// The sections of `npm run honesty`, in the order in which they run.
import { bench } from "./bench.ts";
import { consensus } from "./consensus.ts";
import { guards } from "./guards.ts";
import { intervals } from "./intervals.ts";
import type { Section } from "./section.ts";
import { stopping } from "./stopping.ts";

export const SECTIONS: Readonly<Record<string, Section>> = { consensus, guards, bench, intervals, stopping };
