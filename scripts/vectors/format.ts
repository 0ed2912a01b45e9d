// The file format: what a vector is, and reading it.
import * as z from "zod";

const Level = z.union([z.number(), z.string()]);
const Scale = z.array(Level).nullish();
const Cells = z.array(z.array(z.number()));

const Data = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ratings"), matrix: z.array(z.array(Level.nullable())), scale: Scale }),
  z.object({ kind: z.literal("counts"), matrix: Cells, scale: Scale }),
  z.object({ kind: z.literal("table"), matrix: Cells, scale: Scale }),
  z.object({
    kind: z.literal("triples"),
    triples: z.array(z.tuple([z.int(), z.int(), z.int()])),
    items: z.int().optional(),
    annotators: z.int().optional(),
    classes: z.int().optional(),
    scale: Scale,
  }),
  z.object({ kind: z.literal("pairs"), x: z.array(z.number()), y: z.array(z.number()) }),
  z.object({ kind: z.literal("binomial"), successes: z.number(), trials: z.number() }),
  z.object({ kind: z.literal("sequence"), outcomes: z.array(z.union([z.number(), z.boolean()])) }),
  z.object({ kind: z.literal("confusion"), confusion: z.array(Cells) }),
  z.object({ kind: z.literal("gold"), answers: z.array(z.tuple([z.int(), z.int()])) }),
  z.object({ kind: z.literal("votes"), labels: z.array(Level), trust: z.array(z.number()) }),
]);

/** The data of one vector, its reference resolved. */
export type VectorData = z.infer<typeof Data>;
export type DataOf<Kind extends VectorData["kind"]> = Extract<VectorData, { kind: Kind }>;

const Reference = z.object({ ref: z.string() });
const Options = z.record(z.string(), z.unknown());

/** Where a vector names none: what differs beyond this is another formula, not another order of additions. */
const USUAL_TOLERANCE = 1e-9;

const Vector = z.object({
  id: z.string(),
  statistic: z.string(),
  data: z.unknown(),
  options: Options.default({}),
  expected: Options,
  tolerance: z.number().default(USUAL_TOLERANCE),
  posteriorRows: z.array(z.int()).optional(),
});

const File = z.object({
  datasets: z.record(z.string(), z.unknown()).default({}),
  vectors: z.array(z.unknown()),
});

export type Vector = z.infer<typeof Vector>;
export type VectorFile = z.infer<typeof File>;

/** Reads a vector file, its vectors still unread; throws with the location of the first thing that does not fit. */
export function parseVectorFile(text: string): VectorFile {
  return File.parse(JSON.parse(text));
}

/** Reads one vector, so that a malformed one is a failure of its own and not of its file. */
export function parseVector(vector: unknown): Vector {
  return Vector.parse(vector);
}

/** What an error says, in few lines. */
export function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error).replaceAll("\n", "\n  ");
  return error instanceof Error ? error.message : String(error);
}

/** The data of a vector: written out, or by name in the file's `datasets`. */
export function dataOf(vector: Vector, datasets: VectorFile["datasets"]): VectorData {
  const reference = Reference.safeParse(vector.data);
  if (!reference.success) return Data.parse(vector.data);
  const named = datasets[reference.data.ref];
  if (named === undefined) throw new Error(`no dataset named ${reference.data.ref}`);
  return Data.parse(named);
}

/** Options of a vector, each read with the type it must have. */
export type VectorOptions = Vector["options"];

export function numberOption(options: VectorOptions, name: string, otherwise?: number): number {
  const value = options[name] ?? otherwise;
  return z.number({ error: `option ${name} must be a number` }).parse(value);
}

/** One of the given words; the first when the option is absent. */
export function wordOption<Word extends string>(
  options: VectorOptions,
  name: string,
  words: readonly Word[],
): Word {
  return z.enum(words as [Word, ...Word[]]).parse(options[name] ?? words[0]);
}
