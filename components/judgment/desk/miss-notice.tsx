"use client";

import { MissView } from "#components/gold/miss-view.tsx";
import { missesInWords, WORDS } from "#components/judgment/words.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { Miss } from "#lib/judgment/feedback/rules.ts";
import { FoldingNotice } from "./folding-notice.tsx";

type MissNoticeProps = {
  misses: readonly Miss[];
  levels: readonly { value: number; name: string }[];
  historyHref: string;
  onSeen: (assignmentId: string) => void;
};

/** What was missed, one after the other. */
export function MissNotice({ misses, levels, historyHref, onSeen }: MissNoticeProps) {
  const miss = misses[0];
  if (!miss) return null;
  return (
    <FoldingNotice
      tone="note"
      title={missesInWords(misses.length)}
      actions={
        <>
          <Button onClick={() => onSeen(miss.id)}>
            {WORDS.seen}
            <span className="pointer-coarse:hidden">
              <Kbd>Esc</Kbd>
            </span>
          </Button>
          <ButtonLink href={historyHref} kind="quiet">
            {WORDS.contest}
          </ButtonLink>
        </>
      }
    >
      <MissView miss={miss} levels={levels} />
    </FoldingNotice>
  );
}
