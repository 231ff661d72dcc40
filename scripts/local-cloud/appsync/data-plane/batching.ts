import type { InvokeLambda } from './lambda-invoke.ts';
import { ResolverError } from './request-error.ts';

type Waiting = { item: unknown; resolve: (value: unknown) => void; reject: (error: unknown) => void };
type BatchTarget = { key: string; arn: string; max: number };
export type Batcher = (target: BatchTarget, item: unknown) => Promise<unknown>;

/**
 * Collects the calls that one request makes to one resolver in one turn, and sends them in lists of at most `max`.
 * A Lambda must answer as many items as it got; otherwise all of them fail.
 */
export const createBatcher = (invoke: InvokeLambda, deadline: number): Batcher => {
  const queues = new Map<string, Waiting[]>();
  const send = async (arn: string, part: Waiting[]) => {
    try {
      const answers = await invoke(
        arn,
        part.map(({ item }) => item),
        { deadline },
      );
      if (!Array.isArray(answers) || answers.length !== part.length) {
        throw new ResolverError('The response list must match the request list in size.', 'Lambda:IllegalArgument');
      }
      for (const [index, waiting] of part.entries()) waiting.resolve(answers[index]);
    } catch (error) {
      for (const waiting of part) waiting.reject(error);
    }
  };
  const flush = ({ key, arn, max }: BatchTarget) => {
    const queue = queues.get(key) ?? [];
    queues.delete(key);
    for (let from = 0; from < queue.length; from += max) void send(arn, queue.slice(from, from + max));
  };
  return (target, item) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(target.key) ?? [];
      queue.push({ item, resolve, reject });
      queues.set(target.key, queue);
      if (queue.length === 1) setImmediate(() => flush(target));
    });
};
