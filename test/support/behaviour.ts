// Makes an outside service misbehave for the length of a piece of work (design.md, Doors: `_behaviour`).
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

/** How often the rules now in force have been applied. */
export const applications = async (service: string): Promise<number> => {
  const rules = (await (await fetch(doorOf(service))).json()) as AppliedRule[];
  return rules.reduce((sum, { applied }) => sum + applied, 0);
};

/** @param service `athena`, `sagemaker`, `fault-proxy` (in front of DynamoDB) */
export const whileBehaving = async <T>(service: string, rules: Rule[], work: () => Promise<T>): Promise<T> => {
  const door = doorOf(service);
  const answer = await fetch(door, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rules),
  });
  if (!answer.ok) throw new Error(`${door} refused the rules: ${answer.status} ${await answer.text()}`);
  try {
    const result = await work();
    const unused = ((await (await fetch(door)).json()) as AppliedRule[]).filter((rule) => rule.applied === 0);
    if (unused.length > 0)
      throw new Error(`${service} was never asked for what should have failed: ${JSON.stringify(unused)}`);
    return result;
  } finally {
    await fetch(door, { method: 'DELETE' });
  }
};
