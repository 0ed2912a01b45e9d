import path from "node:path";

/** The relative links of a page that lead to no file or folder of the repository. */
export function linkFaults(page: string, text: string, tree: ReadonlySet<string>): string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return targets.filter((target) => {
    if (/^(https?:|mailto:|#)/.test(target)) return false;
    const file = path.join(path.dirname(page), target.replace(/#.*/, ""));
    return !tree.has(file.replace(/\/$/, ""));
  });
}

const ROOM = /^(app|bench|components|docs|e2e|guarantee|lib|prisma|scripts|worker)\//;

/** The paths of the repository in backticks that are no file or folder. Patterns and placeholders are passed over. */
export function pathFaults(text: string, tree: ReadonlySet<string>): string[] {
  const paths = [...text.matchAll(/`([^`\s]+)`/g)].map(([, word = ""]) => word);
  return paths.filter(
    (word) => ROOM.test(word) && !/[*<>{}…]/.test(word) && !tree.has(word.replace(/\/$/, "")),
  );
}

/** The files of a numbered list under a heading, in order. */
export function walkIn(text: string, heading: string): string[] {
  const [, rest = ""] = text.split(`\n### ${heading}\n`);
  const [section = ""] = rest.split(/\n#{2,3} /);
  return [...section.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file = ""]) => file);
}

/**
 * The files of a walk that no file before them calls: by an import, by the address of a route, or by the name of a
 * function of the database.
 */
export function walkFaults(walk: readonly string[], read: (file: string) => string): string[] {
  return walk.filter((file, at) => {
    const before = walk.slice(0, at);
    return at > 0 && !before.some((caller) => calls(caller, read(caller), file, read(file)));
  });
}

function calls(caller: string, text: string, file: string, ownText: string): boolean {
  if (file.endsWith(".sql")) {
    const names = [...ownText.matchAll(/\bFUNCTION (\w+)\(/g)].map(([, name = ""]) => name);
    return names.some((name) => text.includes(`${name}(`));
  }
  const address = /^app(\/api\/.+)\/route\.ts$/.exec(file)?.[1];
  if (address !== undefined) return text.includes(`"${address}"`);
  const imported = [...text.matchAll(/ from "([#.][^"]+)"/g)].map(([, name = ""]) =>
    name.startsWith("#") ? name.slice(1) : path.join(path.dirname(caller), name),
  );
  return imported.includes(file);
}

/** Functions that a science offers without a docstring. */
export function undocumented(text: string): string[] {
  return [...text.matchAll(/(?<before>^[\s\S]{0,3}|\n[^\n]*\n)export function (?<name>\w+)/g)]
    .filter(({ groups }) => !/\*\/\s*$/.test(groups?.before ?? ""))
    .map(({ groups }) => groups?.name ?? "");
}

/** Sources without a year: nobody finds what they lead to. A source ends with its paragraph, its comment or the next tag. */
export function undatedSources(text: string): string[] {
  return [...text.matchAll(/Source: ([\s\S]*?)(?=\n \*\s*\n|\n(?! ?\*|\/\/)|\*\/|@)/g)]
    .map(([, source = ""]) => source.replaceAll(/\n(?: \*|\/\/) ?/g, " ").trim())
    .filter((source) => !/\b(?:1[789]|20)\d\d\b/.test(source));
}
