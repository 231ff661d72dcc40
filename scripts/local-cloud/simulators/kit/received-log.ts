/** One request as a simulator got it; `body` is parsed when it is JSON. `at` is ISO 8601. */
export type Received = { at: string; method: string; path: string; headers: Record<string, unknown>; body: unknown };

const KEPT_BYTES = 64 * 1024 * 1024;

/** Keeps what came in, oldest first; beyond 64 MB of bodies the oldest are forgotten, and counted. */
export const createReceivedLog = (keptBytes = KEPT_BYTES) => {
  let entries: { received: Received; bytes: number }[] = [];
  let bytes = 0;
  let forgotten = 0;
  return {
    add: (received: Received, size: number) => {
      entries.push({ received, bytes: size });
      bytes += size;
      let first = 0;
      for (; bytes > keptBytes && first < entries.length - 1; first += 1) bytes -= entries[first]?.bytes ?? 0;
      if (first > 0) entries = entries.slice(first);
      forgotten += first;
    },
    list: () => ({ received: entries.map((entry) => entry.received), forgotten }),
    clear: () => {
      entries = [];
      bytes = 0;
      forgotten = 0;
    },
  };
};
