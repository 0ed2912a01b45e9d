import Markdown, { type Components } from "react-markdown";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";

// An allow-list of elements; addresses are http and https only, and HTML in the text is dropped.
const ALLOWED = {
  ...defaultSchema,
  protocols: { href: ["http", "https"], src: ["http", "https"] },
};

// One level down: the page around it has the first heading.
const ELEMENTS: Components = {
  h1: "h2",
  h2: "h3",
  h3: "h4",
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ),
  img: ({ src, alt }) =>
    src ? (
      // biome-ignore lint/performance/noImgElement: nothing of a guideline is fetched by the server
      <img
        src={src}
        alt={alt ?? ""}
        loading="lazy"
        referrerPolicy="no-referrer"
        className="max-w-full rounded-lg"
      />
    ) : null,
};

/** A guideline's Markdown as people read it. */
export function GuidelineText({ markdown }: { markdown: string }) {
  return (
    <div className="prose-assay [&_:is(td,th)]:[overflow-wrap:break-word]" dir="auto">
      <Markdown remarkPlugins={[remarkGfm]} rehypePlugins={[[rehypeSanitize, ALLOWED]]} components={ELEMENTS}>
        {markdown}
      </Markdown>
    </div>
  );
}
