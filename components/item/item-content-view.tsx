import type { ItemContent } from "#lib/item/rules.ts";
import { ITEM } from "./words.ts";

type ItemContentViewProps = {
  query: { readonly text: string; readonly note: string } | null;
  content: ItemContent;
};

/** An item as the people see it who judge it. */
export function ItemContentView({ query, content }: ItemContentViewProps) {
  const { title, text, url, image, other } = content;
  return (
    <div dir="auto" className="space-y-3">
      {query && (
        <div className="border-b border-line pb-3">
          <p className="font-serif text-[22px] leading-snug font-medium break-words">{query.text}</p>
          {query.note && <p className="mt-1 text-[13.5px] text-ink-2">{query.note}</p>}
        </div>
      )}
      {title && <p className="font-serif text-[19px] leading-snug break-words">{title}</p>}
      {text && (
        <p className="max-w-[68ch] text-[15.5px] leading-relaxed break-words whitespace-pre-line">{text}</p>
      )}
      {image && (
        // biome-ignore lint/performance/noImgElement: the reader's browser loads it, never our server
        <img
          src={image}
          alt=""
          loading="lazy"
          referrerPolicy="no-referrer"
          className="max-h-72 max-w-full rounded-lg border border-line"
        />
      )}
      {url && (
        <a
          href={url}
          target="_blank"
          rel="noreferrer"
          className="block truncate text-[13.5px] text-gold-strong underline"
        >
          {url}
        </a>
      )}
      {other.length > 0 && <OtherFields other={other} />}
      {!title && !text && !url && !image && other.length === 0 && (
        <p className="text-ink-3">{ITEM.nothingShown}</p>
      )}
    </div>
  );
}

function OtherFields({ other }: { other: ItemContent["other"] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1 text-[13.5px]">
      {other.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{name}</dt>
          <dd className="min-w-0 break-words whitespace-pre-line">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
