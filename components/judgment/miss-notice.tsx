"use client";

import { useState } from "react";
import { MissView } from "#components/gold/miss-view.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { Miss } from "#lib/judgment/feedback/rules.ts";
import { missesInWords, WORDS } from "./words.ts";

/** Where the notice would push the item off the screen it is folded. */
const WIDE = "(min-width: 640px) and (min-height: 700px)";

type MissNoticeProps = {
  misses: readonly Miss[];
  levels: readonly { value: number; name: string }[];
  historyHref: string;
  onSeen: (assignmentId: string) => void;
};

/** What was missed, one after the other, above the item: judging goes on meanwhile. */
export function MissNotice({ misses, levels, historyHref, onSeen }: MissNoticeProps) {
  const [isOpen, setIsOpen] = useState(() => matchMedia(WIDE).matches);
  const miss = misses[0];
  if (!miss) return null;
  return (
    <Callout tone="note">
      <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className="min-h-6 font-semibold max-sm:-my-2 max-sm:min-h-[44px] max-sm:content-center">
          {missesInWords(misses.length)}
        </summary>
        <div className="mt-2 max-h-[32dvh] overflow-y-auto">
          <MissView miss={miss} levels={levels} />
        </div>
        <div className="mt-2 -mb-1 flex flex-wrap items-center gap-x-2">
          <Button onClick={() => onSeen(miss.id)}>
            {WORDS.seen}
            <span className="pointer-coarse:hidden">
              <Kbd>Esc</Kbd>
            </span>
          </Button>
          <ButtonLink href={historyHref} kind="quiet">
            {WORDS.contest}
          </ButtonLink>
        </div>
      </details>
    </Callout>
  );
}
