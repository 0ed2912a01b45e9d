import { readFileSync } from "node:fs";
import path from "node:path";

const CHECKOUT = path.join(import.meta.dirname, "../..");
const BUILD = path.join(CHECKOUT, ".next");

export type Action = { id: string; name: string; page: string };

export type EntryPoint = {
  /** "/projects/[projectId]" */
  path: string;
  kind: "page" | "route";
  /** Whether it reads the query string */
  readsQuery: boolean;
};

/** Every page and every route of the build, without static files. */
export function listEntryPoints(): EntryPoint[] {
  const manifest = readJson<Record<string, string>>("app-path-routes-manifest.json");
  const own = Object.entries(manifest).filter(([, at]) => !at.startsWith("/_") && !at.endsWith(".svg"));
  return own.map(([file, at]) => {
    const kind = file.endsWith("/route") ? "route" : "page";
    const source = readFileSync(
      path.join(CHECKOUT, "app", `${file}.${kind === "page" ? "tsx" : "ts"}`),
      "utf8",
    );
    return { path: at, kind, readsQuery: /searchParams|nextAuth/.test(source) };
  });
}

/** Every server action of the build, with one of the pages that carry it. */
export function listActions(): Action[] {
  type Entry = { exportedName: string; workers: Record<string, unknown> };
  const { node } = readJson<{ node: Record<string, Entry> }>("server/server-reference-manifest.json");
  const pages = readJson<Record<string, string>>("app-path-routes-manifest.json");
  return Object.entries(node).map(([id, { exportedName, workers }]) => {
    const [worker = ""] = Object.keys(workers);
    return { id, name: exportedName, page: pages[worker.replace(/^app/, "")] ?? "" };
  });
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(path.join(BUILD, file), "utf8")) as T;
}
