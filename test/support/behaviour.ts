// Makes an outside service misbehave for the length of a piece of work (design.md, Doors: `_behaviour`). Each piece of work
// has a set of rules of its own: tests whose rules match only their own customers may run side by side.
import { randomUUID } from 'node:crypto';
import { outputs } from './local-cloud.ts';

type Rule = { match: Record<string, string>; then: Record<string, unknown>; times?: number; share?: number };

/** What `GET /_behaviour` adds: how often a rule was applied. */
type AppliedRule = Rule & { applied: number };

const doorOf = (service: string): string => {
  const url = service === 'athena' ? outputs.endpoints.athena : outputs.endpoints.simulators[service];
  if (url === undefined)
    throw new Error(`No simulator ${service}: there are ${Object.keys(outputs.endpoints.simulators)}`);
  return `${url}/_behaviour`;
};

/** How often the rules of a piece of work have been applied up to now. */
export type Applied = () => Promise<number>;

/** @param service `athena`, `sagemaker`, `fault-proxy` (in front of DynamoDB) */
export const whileBehaving = async <T>(
  service: string,
  rules: Rule[],
  work: (applied: Applied) => Promise<T>,
): Promise<T> => {
  const door = `${doorOf(service)}/${randomUUID()}`;
  const answer = await fetch(door, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rules),
  });
  if (!answer.ok) throw new Error(`${door} refused the rules: ${answer.status} ${await answer.text()}`);
  const inForce = async () => (await (await fetch(door)).json()) as AppliedRule[];
  try {
    const result = await work(async () => (await inForce()).reduce((sum, { applied }) => sum + applied, 0));
    const unused = (await inForce()).filter((rule) => rule.applied === 0);
    if (unused.length > 0)
      throw new Error(`${service} was never asked for what should have failed: ${JSON.stringify(unused)}`);
    return result;
  } finally {
    await fetch(door, { method: 'DELETE' });
  }
};
