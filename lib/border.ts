// The scalars of everything that crosses a border: paths, queries, forms, headers, file names and JSON. Every value
// that they accept can be stored. A value that they refuse is answered with `invalid`, or in a path with `not found`.
import * as z from "zod";

const MOST_INT4 = 2_147_483_647;

const UNSTORABLE = "This contains a character that cannot be stored.";

// PostgreSQL stores neither a NUL nor half of a surrogate pair.
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

// Characters without a shape count as blank too, such as zero-width ones and the empty Braille pattern.
function isBlank(text: string): boolean {
  return /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(text);
}

type TextRule = {
  max: number;
  /** The message for a text of blanks only. Without it such a text is accepted */
  needed?: string;
};

/** Text as people write it, without the blanks around it. */
export function text({ max, needed }: TextRule) {
  return z
    .string()
    .refine(isStorable, UNSTORABLE)
    .transform((written) => written.trim())
    .pipe(
      z
        .string()
        .max(max, `At most ${max.toLocaleString("en-US")} characters.`)
        .refine((written) => needed === undefined || !isBlank(written), needed),
    );
}

/** A name that is looked up and shown exactly as it is, such as that of a column or a file. */
export const exactName = z.string().max(10_000).refine(isStorable, UNSTORABLE);

/** What we mint ourselves: ids of projects and people. */
export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** A number that counts or names something, as the database keeps it. */
export function integer(min: number, max = MOST_INT4) {
  return z.int().min(min).max(max);
}

export const no = integer(1);

/** A value of a scale. */
export const levelValue = integer(1, 7);

/** The number of an item, an import, a person or a version as it stands in a path: digits and nothing else. */
export const pathNo = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .pipe(no);

/** The number of an item to go to. One that no item can have means the highest. */
export const jumpNo = z
  .string()
  .max(1000)
  .regex(/^[1-9]\d*$/)
  .transform((digits) => Math.min(Number(digits), MOST_INT4));

/** Of a parameter that stands in a query more than once, the first. */
export function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

/** The page number of a list in an address. Anything invalid means the first page. */
export const pageNo = z.preprocess(first, pathNo.pipe(integer(1, 1_000_000))).catch(1);

/** Text that stands percent-encoded in a header. All headers together are shorter. */
export const percentEncoded = z
  .string()
  .max(100_000)
  .transform((encoded, context) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      context.addIssue({ code: "custom", message: "This is not percent-encoded text." });
      return z.NEVER;
    }
  });

/** A moment within the lifetime of computers, as a browser writes it. */
export const moment = z.iso.datetime().regex(/^(?:19[7-9]|2\d\d)\d-/);

/** The first message per field, keyed by its path ("levels.2.name"): as a form shows them before and after sending. */
export function fieldsOf(error: z.ZodError | undefined): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error?.issues ?? []) fields[issue.path.join(".")] ??= issue.message;
  return fields;
}
