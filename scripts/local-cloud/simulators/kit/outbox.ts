// What a simulated service says later (receipts, events): kept until it is due, sent in batches.

export type OutboxOptions<T> = {
  /** Sends up to `batchSize` items. A batch that fails is tried three times, then it is lost, as receipts can be. */
  send: (batch: T[]) => Promise<void>;
  batchSize: number;
  everyMs?: number;
  /** Batches under way at once. */
  parallel?: number;
};
export type Outbox<T> = { add: (item: T, delayMs: number) => void; close: () => void };

type Waiting<T> = { item: T; dueAt: number };
const TRIES = 3;

/** Items of one delay come due in the order they were added, so a queue per delay needs no sorting. */
const createLanes = <T>() => {
  const lanes = new Map<number, Waiting<T>[]>();
  return {
    add: (item: T, delayMs: number) => {
      const lane = lanes.get(delayMs) ?? [];
      lanes.set(delayMs, lane);
      lane.push({ item, dueAt: Date.now() + delayMs });
    },
    takeDue: (now: number): T[] => {
      const due: Waiting<T>[] = [];
      for (const [delay, lane] of lanes) {
        const later = lane.findIndex(({ dueAt }) => dueAt > now);
        due.push(...lane.splice(0, later < 0 ? lane.length : later));
        if (lane.length === 0) lanes.delete(delay);
      }
      return due.sort((one, other) => one.dueAt - other.dueAt).map(({ item }) => item);
    },
    isEmpty: () => lanes.size === 0,
  };
};

const withTries = async <T>(send: (batch: T[]) => Promise<void>, batch: T[]): Promise<void> => {
  for (let left = TRIES; left > 0; left -= 1) {
    try {
      return await send(batch);
    } catch (error) {
      if (left === 1) console.error(`simulator: ${batch.length} receipts are lost: ${String(error)}`);
    }
  }
};

/** Sends what is due every 50 ms. What waits when it is closed is gone. */
export const createOutbox = <T>({ send, batchSize, everyMs = 50, parallel = 4 }: OutboxOptions<T>): Outbox<T> => {
  const lanes = createLanes<T>();
  const ready: T[] = [];
  let sending = 0;
  let timer: NodeJS.Timeout | undefined;
  const drain = async () => {
    if (sending >= parallel) return;
    sending += 1;
    while (ready.length > 0) await withTries(send, ready.splice(0, batchSize));
    sending -= 1;
  };
  const tick = () => {
    ready.push(...lanes.takeDue(Date.now()));
    for (let batches = Math.ceil(ready.length / batchSize); batches > 0; batches -= 1) void drain();
    timer = lanes.isEmpty() ? undefined : setTimeout(tick, everyMs);
  };
  return {
    add: (item, delayMs) => {
      lanes.add(item, delayMs);
      timer ??= setTimeout(tick, Math.min(everyMs, delayMs));
    },
    close: () => clearTimeout(timer),
  };
};
