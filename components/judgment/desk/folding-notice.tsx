"use client";

import { type ReactNode, useState } from "react";
import { Callout } from "#components/ui/callout.tsx";
import type { Tone } from "#components/ui/chip.tsx";
import { useMedia } from "#components/ui/use-media.ts";

/** On smaller screens the open notice would push the item out of sight, so it starts folded. */
const WIDE = "(min-width: 640px) and (min-height: 700px)";

type FoldingNoticeProps = { tone: Tone; title: string; actions: ReactNode; children: ReactNode };

/** Above the item: judging goes on meanwhile. */
export function FoldingNotice({ tone, title, actions, children }: FoldingNoticeProps) {
  const isWide = useMedia(WIDE);
  const [choice, setChoice] = useState<boolean | null>(null);
  return (
    <Callout tone={tone}>
      <details
        open={choice ?? isWide}
        // This event also comes when the page itself folds the notice. Only a state that differs from the page's
        // default is the person's choice.
        onToggle={({ currentTarget: { open } }) => setChoice(open === isWide ? null : open)}
      >
        <summary className="min-h-6 font-semibold max-sm:-my-2 max-sm:min-h-[44px] max-sm:content-center">
          {title}
        </summary>
        <div className="mt-2 max-h-[32dvh] overflow-y-auto">{children}</div>
        <div className="mt-2 -mb-1 flex flex-wrap items-center gap-x-2">{actions}</div>
      </details>
    </Callout>
  );
}
