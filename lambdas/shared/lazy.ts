/**
 * Builds a value at first use and keeps it. A failed start is forgotten, so that the next call tries again.
 * @param build makes the value (may reject)
 */
export const lazy = <T>(build: () => Promise<T>): (() => Promise<T>) => {
  let pending: Promise<T> | undefined;
  return () => {
    pending ??= build().catch((error: unknown) => {
      pending = undefined;
      throw error;
    });
    return pending;
  };
};
