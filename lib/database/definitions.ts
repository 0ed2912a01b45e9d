/** Comments, bodies and texts; what stands in double quotes is a name and stays. */
const APART =
  /--[^\n]*|\/\*[\s\S]*?\*\/|(\$(?:[a-z_]\w*)?\$)[\s\S]*?\1|\be'(?:\\[\s\S]|''|[^'\\])*'|'(?:''|[^'])*'|("(?:""|[^"])*")/gi;

const DEFINITION =
  /^create\s+(?:or\s+replace\s+)?(?:(?:temp|temporary|recursive)\s+)*(function|procedure|aggregate|materialized\s+view|view)\s+(?:if\s+not\s+exists\s+)?(?:(?:public|"public")\s*\.\s*)?("(?:""|[^"])*"|[a-z_][\w$]*)(?![\w$]|\s*\.)/i;

export type Definition = { readonly kind: string; readonly name: string };

/** A statement without comments, bodies and literals, and as it is written. */
export type Statement = { readonly bare: string; readonly whole: string };

export function statementsOf(text: string): Statement[] {
  // As long as it was, so that a position in it is the same position in the text.
  const bare = text.replace(
    APART,
    (apart, _tag: string | undefined, name: string | undefined) => name ?? " ".repeat(apart.length),
  );
  let start = 0;
  return bare
    .split(";")
    .map((part) => {
      const whole = text.slice(start, start + part.length);
      start += part.length + 1;
      return { bare: part.trim(), whole };
    })
    .filter((statement) => statement.bare !== "");
}

/** What a statement defines, by the name that PostgreSQL gives it; null where it is no function and no view of ours. */
export function definitionOf({ bare }: Statement): Definition | null {
  const [, kind, name] = DEFINITION.exec(bare) ?? [];
  if (kind === undefined || name === undefined) return null;
  return {
    kind: kind.toLowerCase().replace(/\s+/, " "),
    name: name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase(),
  };
}

/**
 * The names that texts of functions and views define, and nothing else: what is dropped and made again is known by its name.
 * A name defined twice would silently replace the first, or be a second signature.
 */
export function namesDefinedBy(texts: readonly string[]): string[] {
  const names = texts.flatMap(statementsOf).map((statement) => {
    const definition = definitionOf(statement);
    if (definition === null || !["function", "procedure", "view"].includes(definition.kind))
      throw new Error(
        `prisma/functions holds functions, procedures and views of the schema public. This is none: ${statement.bare.slice(0, 80)}`,
      );
    return definition.name;
  });
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`prisma/functions defines ${twice} twice.`);
  return names.sort();
}
