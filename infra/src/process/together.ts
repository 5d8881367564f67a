/**
 * Runs tasks side by side. When one fails the others are told to give up by their signal, and are waited for, so that whatever
 * they started can be stopped afterwards. @throws what the first failure threw
 */
export const together = async <T extends readonly unknown[]>(
  outer: AbortSignal | undefined,
  tasks: { readonly [Index in keyof T]: (signal: AbortSignal) => Promise<T[Index]> },
): Promise<T> => {
  const oneFailed = new AbortController();
  const signal = outer === undefined ? oneFailed.signal : AbortSignal.any([outer, oneFailed.signal]);
  const results = await Promise.allSettled(
    tasks.map((task) =>
      task(signal).catch((error: unknown) => {
        if (!oneFailed.signal.aborted) oneFailed.abort(error);
        throw error;
      }),
    ),
  );
  if (oneFailed.signal.aborted) throw oneFailed.signal.reason;
  return results.map((one) => (one.status === 'fulfilled' ? one.value : null)) as unknown as T;
};
