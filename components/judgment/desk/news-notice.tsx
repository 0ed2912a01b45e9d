"use client";

import { WORDS } from "#components/judgment/words.ts";
import { Button } from "#components/ui/button.tsx";
import { ChangeList } from "./change-list.tsx";
import { FoldingNotice } from "./folding-notice.tsx";
import type { ScreenNews } from "./use-screen.ts";

type NewsNoticeProps = { news: ScreenNews; onSeen: () => void; onOpen: () => void };

/** What changed in the guideline or on the scale while the desk was open. */
export function NewsNotice({ news, onSeen, onOpen }: NewsNoticeProps) {
  return (
    <FoldingNotice
      tone="gold"
      title={news.lines === null ? WORDS.scaleNews : WORDS.guidelineNews}
      actions={
        <>
          <Button onClick={onSeen}>{WORDS.seen}</Button>
          <Button kind="quiet" onClick={onOpen}>
            {WORDS.openGuideline}
          </Button>
        </>
      }
    >
      <ChangeList scale={news.scale} lines={news.lines} />
    </FoldingNotice>
  );
}
