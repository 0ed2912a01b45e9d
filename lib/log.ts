import pino from "pino";

/** Structured log on standard error; names of secrets never reach it. */
export const log = pino(
  { base: null, redact: ["password", "passwordHash", "token", "*.password", "*.passwordHash", "*.token"] },
  pino.destination(2),
);
