import * as z from "zod";
import { exactName, text } from "#lib/border.ts";

/** NFKC and lower case come before the check, so that two spellings of one address cannot both pass. */
export const emailSchema = z
  .string()
  .max(320)
  .transform((text) => text.normalize("NFKC").trim().toLowerCase())
  .pipe(z.email("Enter an e-mail address.").max(320));

const passwordSchema = exactName
  .min(10, "Enter at least 10 characters.")
  .max(200, "Enter at most 200 characters.");

export const accountSchema = z.strictObject({
  name: text({ max: 100, needed: "Enter a name." }),
  email: emailSchema,
  password: passwordSchema,
});

export type AccountInput = z.input<typeof accountSchema>;
export type Account = z.output<typeof accountSchema>;

export const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{20,64}$/);

const field = exactName.optional();

/** What the forms for signing in and out send. Other fields are ignored. */
export const formFieldsSchema = z.object({
  csrfToken: field,
  email: field,
  password: field,
  token: field,
  json: field,
  redirect: field,
});

/**
 * Where to go after signing in: the requested page of this Assay, or the start page. Browsers remove tabs and line
 * breaks from addresses and read a backslash as a slash, so none of these may hide a second slash.
 */
export const nextPageSchema = z
  .string()
  .max(2000)
  .regex(/^\/(?![/\\])\P{Cc}*$/u)
  .catch("/");
