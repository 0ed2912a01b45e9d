"use client";

import { type RefObject, useState } from "react";
import { positionInWords, WORDS } from "#components/judgment/words.ts";
import type { HeldItem, HeldQuery } from "#lib/judgment/rules.ts";
import { MarkedText } from "./marked-text.tsx";

/** The query, which stays while its results come one by one. */
export function QueryOnDesk({ query, question }: { query: HeldQuery | null; question: string }) {
  if (query === null)
    return (
      <p dir="auto" className="text-[15px] text-ink-2">
        {question}
      </p>
    );
  return (
    <header>
      {/* Two lines at most: what sticks to the top takes room from the item. The start page has all of it. */}
      <p
        dir="auto"
        title={question}
        className="mb-1.5 line-clamp-2 text-[13px] leading-snug text-ink-2 max-sm:mb-1"
      >
        {question}
      </p>
      <p className="text-xs text-ink-3">{WORDS.searchedFor}</p>
      <p className="mt-0.5 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span
          dir="auto"
          className="min-w-0 break-words font-serif text-[30px] leading-tight max-sm:text-[24px]"
        >
          “{query.text}”
        </span>
        <span className="rounded-full bg-sunken px-2.5 py-0.5 text-xs whitespace-nowrap text-ink-2">
          {positionInWords(query.place, query.results)}
        </span>
      </p>
      {query.note && (
        <p dir="auto" className="mt-1.5 max-h-24 max-w-[68ch] overflow-y-auto text-[15px] text-ink-2">
          {query.note}
        </p>
      )}
    </header>
  );
}

const LONGEST_HEADING = 160;

type ItemOnDeskProps = { item: HeldItem; headingRef: RefObject<HTMLHeadingElement | null> };

/** One result as people judge it: text is text, addresses open elsewhere. */
export function ItemOnDesk({ item, headingRef }: ItemOnDeskProps) {
  const { title, text, url, image, other } = item.content;
  const query = item.query?.text ?? "";
  // An item may be nothing but a text, or nothing but a picture.
  const heading = title || (text.length <= LONGEST_HEADING ? text : "");
  return (
    // What has its own direction stands at the side where it begins: its margin at the end takes the rest.
    <article className="flex gap-7 max-sm:flex-col max-sm:gap-4">
      {image && <Picture key={image} url={image} title={title} />}
      <div className="min-w-0 flex-1">
        {item.query && <p className="text-xs text-ink-3">{WORDS.wasShown}</p>}
        <h1
          ref={headingRef}
          tabIndex={-1}
          dir="auto"
          className={
            heading
              ? "mt-0.5 me-auto max-w-[44ch] break-words text-[26px] leading-snug outline-none max-sm:text-[22px]"
              : "sr-only"
          }
        >
          {heading ? <MarkedText text={heading} query={query} /> : WORDS.item}
        </h1>
        {text && text !== heading && (
          <p
            dir="auto"
            className="mt-2.5 me-auto max-w-[68ch] text-[16px] leading-relaxed break-words whitespace-pre-line text-ink-2"
          >
            <MarkedText text={text} query={query} />
          </p>
        )}
        {other.length > 0 && <Facts facts={other} />}
        {url && (
          <p className="mt-3 text-[13.5px]">
            <a
              href={url}
              target="_blank"
              rel="noopener noreferrer"
              className="inline-flex min-h-[44px] flex-wrap items-center gap-x-2 text-gold-strong underline underline-offset-2"
            >
              {WORDS.open}
              <span className="break-all text-ink-3 no-underline">{new URL(url).hostname}</span>
            </a>
          </p>
        )}
      </div>
    </article>
  );
}

function Facts({ facts }: { facts: HeldItem["content"]["other"] }) {
  return (
    <dl className="mt-4 flex flex-wrap gap-x-7 gap-y-2 text-[13.5px]">
      {facts.map(({ name, value }) => (
        <div key={name} className="max-w-full min-w-0">
          <dt className="text-ink-3">{name}</dt>
          <dd dir="auto" className="break-words">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Picture({ url, title }: { url: string; title: string }) {
  const [isBroken, setIsBroken] = useState(false);
  if (isBroken) {
    return (
      <div className="grid size-40 shrink-0 max-sm:size-28 place-items-center rounded-xl border border-line bg-sunken text-xs text-ink-3">
        {WORDS.noPicture}
      </div>
    );
  }
  return (
    // biome-ignore lint/performance/noImgElement: pictures of items come from anywhere, the server fetches none of them
    <img
      src={url}
      alt={title}
      referrerPolicy="no-referrer"
      onError={() => setIsBroken(true)}
      className="size-40 shrink-0 max-sm:size-28 rounded-xl border border-line bg-surface object-contain"
    />
  );
}
