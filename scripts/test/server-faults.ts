/** The lines of a server's log that tell of a fault: an error of our own log, of Next, or of Node. */
export function serverFaults(log: string): string[] {
  return log
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => isError(line));
}

const ERROR_LEVEL = 50;
// Next marks an error with a cross; Node prints what nobody caught beginning with its kind.
const UNCAUGHT = /^(?:⨯|Uncaught |Unhandled |(?:[A-Z][A-Za-z]*)?Error(?: \[\w+\])?:)/;

function isError(line: string): boolean {
  if (!line.startsWith("{")) return UNCAUGHT.test(line);
  try {
    return Number((JSON.parse(line) as { level?: unknown }).level) >= ERROR_LEVEL;
  } catch {
    return false;
  }
}
