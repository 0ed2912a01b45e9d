import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { MIGRATING_LOCK_MS } from "#lib/database/patience.ts";

type Bindings = typeof import("@prisma/schema-engine-wasm") & {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
};

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;

let loaded: Promise<Bindings> | undefined;

/**
 * Opens Prisma's own migration engine for one piece of work and closes it with all its connections. It is the
 * WebAssembly build: the native one has to be downloaded, which is not possible everywhere.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  schema: string,
  work: (engine: SchemaEngine) => Promise<T>,
  lockMs = MIGRATING_LOCK_MS,
): Promise<T> {
  // Only once per process: the bindings keep views of the memory of the first instance.
  loaded ??= loadBindings();
  const { SchemaEngine } = await loaded;
  const connections = new pg.Pool({
    connectionString: databaseUrl,
    options: `-c statement_timeout=0 -c lock_timeout=${lockMs}`,
  });
  // The engine reports only that a script failed, not why.
  let fault: unknown;
  // A connection that breaks ends the migration with an error. Without listeners it would end the process.
  connections.on("error", () => {});
  connections.on("connect", (client) => client.on("error", () => {}));
  const adapter = bindMigrationAwareSqlAdapterFactory(
    wholeScripts(connections, (error) => {
      fault = error;
    }),
  );
  const engine = await SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => {}, adapter);
  try {
    return await work(engine);
  } catch (error) {
    throw fault ?? error;
  } finally {
    engine.free();
    await connections.end();
  }
}

// The package expects a bundler, so its module is instantiated by hand.
async function loadBindings(): Promise<Bindings> {
  const entry = pathToFileURL(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const bindings = (await import(new URL("./schema_engine_bg.js", entry).href)) as Bindings;
  const bytes = await readFile(new URL("./schema_engine_bg.wasm", entry));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings;
}

// The adapter cuts a script at every semicolon, also inside a function's body. A script that is sent whole
// is also one implicit transaction: a migration is applied completely or not at all.
function wholeScripts(connections: pg.Pool, tell: (error: unknown) => void): PrismaPg {
  const factory = new PrismaPg(connections);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      await connections.query(script).catch((error: unknown) => {
        tell(error);
        throw error;
      });
    };
    return readsCatalog(adapter, connections);
  };
  return factory;
}

const INTERNAL_CHAR = 18;
const TEXT = 25;

// The adapter does not know the one-byte type of PostgreSQL's own catalog, which comparing schemas reads.
function readsCatalog(adapter: Adapter, connections: pg.Pool): Adapter {
  const query = connections.query.bind(connections) as (...input: unknown[]) => Promise<pg.QueryResult>;
  // The engine asks one thing after the other, so the last result is the one being translated.
  let isChar: boolean[] = [];
  connections.query = (async (...input: unknown[]) => {
    const result = await query(...input);
    isChar = (result.fields ?? []).map((field) => field.dataTypeID === INTERNAL_CHAR);
    for (const [index, field] of (result.fields ?? []).entries()) if (isChar[index]) field.dataTypeID = TEXT;
    return result;
  }) as typeof connections.query;
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (asked) => {
    const result = await queryRaw(asked);
    const columnTypes = result.columnTypes.map((type, at) => (isChar[at] ? ColumnTypeEnum.Character : type));
    return { ...result, columnTypes };
  };
  return adapter;
}
