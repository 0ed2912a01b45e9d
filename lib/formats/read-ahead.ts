/**
 * The same values in the same order. While one is worked on, the next is already on its way, never more than that one.
 * Whoever stops early waits until it has come, and the source is closed.
 */
export async function* readAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = source.next();
      // Its error is thrown where it is awaited. Until then nobody listens.
      next.catch(() => {});
      yield value;
    }
  } finally {
    await source.return(undefined);
  }
}
