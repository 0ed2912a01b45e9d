/** How many days the file of an import is kept after its items were added. */
export const DONE_DAYS = 7;

/** How many days it waits for somebody to map its columns, or to start it again. */
export const WAITING_DAYS = 30;
