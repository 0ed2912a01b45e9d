import type { ZodError } from "zod";

/** The first message per field, keyed by its path, as the server answers them too. */
export function faultsOf(error: ZodError | undefined): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const issue of error?.issues ?? []) faults[issue.path.join(".")] ??= issue.message;
  return faults;
}
