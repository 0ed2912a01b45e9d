import "server-only";
import { type FilePieces, VERSION_FILES, type VersionFileName } from "#lib/dataset/rules/pieces.ts";
import type { Renaming } from "#lib/dataset/rules/renaming.ts";
import type { DatasetFile } from "#lib/dataset/rules/version.ts";
import type { FileSink } from "./stored-file.ts";

export type OpenFile = (file: { name: string; mediaType: string }) => Promise<FileSink>;

/** All files at once, each with its own chunk that fills. */
export async function openFiles(open: OpenFile, renamed: Renaming) {
  const wanted = VERSION_FILES.filter(({ name }) => name !== "documents.tsv" || renamed.size > 0);
  const sinks = new Map<VersionFileName, FileSink>();
  const rowsOf = new Map<VersionFileName, number>();
  for (const file of wanted) sinks.set(file.name, await open(file));
  return {
    async write(pieces: FilePieces): Promise<void> {
      for (const [name, sink] of sinks) {
        const piece = pieces[name];
        if (piece === undefined) continue;
        await sink.write(piece.text);
        rowsOf.set(name, (rowsOf.get(name) ?? 0) + piece.rows);
      }
    },
    async close(): Promise<DatasetFile[]> {
      const closed: DatasetFile[] = [];
      for (const { name, mediaType } of wanted) {
        const told = await (sinks.get(name) as FileSink).close();
        closed.push({
          name,
          mediaType,
          ...told,
          rows: name === "guideline.md" ? null : (rowsOf.get(name) ?? 0),
        });
      }
      return closed;
    },
  };
}
