/** Calls of a provider per round; a replay opens another round (issue: "at most 3 attempts"). */
export const maxAttempts = 3;
const firstMs = 1_000;
const factor = 4;

/**
 * Milliseconds until the next attempt: 1 to 4 s after the first, 4 to 16 s after the second, anywhere in between with
 * equal chance, and never before the provider's Retry-After.
 * @param attempt how many were made in this round @param jitter 0 ≤ jitter < 1
 */
export const backoffMs = ({
  attempt,
  jitter,
  retryAfterMs = 0,
}: {
  attempt: number;
  jitter: number;
  retryAfterMs?: number;
}): number => {
  const least = firstMs * factor ** (attempt - 1);
  return Math.max(retryAfterMs, Math.round(least + jitter * least * (factor - 1)));
};
