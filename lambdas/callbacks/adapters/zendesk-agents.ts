import * as z from 'zod';
import type { SupportDesk } from '../ports.ts';
import { parsedAnswer, type ZendeskOptions, zendeskCall } from './zendesk-call.ts';

const id = z.union([z.string(), z.number()]).transform(String);
const meta = z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() }).optional();
const user = z.object({
  id,
  name: z.string(),
  locale: z.string().nullish(),
  tags: z.array(z.string()).default([]),
  suspended: z.boolean().default(false),
});
const users = z.object({ users: z.array(user), meta });
const availability = z.object({
  attributes: z.object({ agent_id: id, agent_status: z.object({ name: z.string() }).nullish() }),
});
const availabilities = z.object({ data: z.array(availability), meta });

const mostPages = 20;

/** Every page of a list with cursors (100 a page). */
const allPages = async <T extends { meta?: z.infer<typeof meta> }>(
  options: ZendeskOptions,
  path: string,
  schema: z.ZodType<T>,
): Promise<T[]> => {
  const pages: T[] = [];
  let after: string | null | undefined;
  do {
    const cursor = after ? `&page[after]=${encodeURIComponent(after)}` : '';
    const page = parsedAnswer(
      schema,
      await zendeskCall(options, { method: 'GET', path: `${path}page[size]=100${cursor}` }),
    );
    pages.push(page);
    after = page.meta?.has_more ? page.meta.after_cursor : undefined;
  } while (after && pages.length < mostPages);
  return pages;
};

/** An agent's own locale, and a tag `speaks_<language>` for each other language. */
const languagesOf = ({ locale, tags }: z.infer<typeof user>): string[] => [
  ...(locale ? [locale] : []),
  ...tags.filter((tag) => tag.startsWith('speaks_')).map((tag) => tag.slice('speaks_'.length)),
];

/** Agents with their languages, and whether their unified status is online (Agent Availability API). */
export const zendeskAgents = async (options: ZendeskOptions): ReturnType<SupportDesk['agents']> => {
  const [people, states] = await Promise.all([
    allPages(options, '/api/v2/users.json?role=agent&', users),
    allPages(options, '/api/v2/agent_availabilities?', availabilities),
  ]);
  const online = new Set(
    states
      .flatMap(({ data }) => data)
      .filter(({ attributes }) => attributes.agent_status?.name.toLowerCase() === 'online')
      .map(({ attributes }) => attributes.agent_id),
  );
  return people
    .flatMap((page) => page.users)
    .filter(({ suspended }) => !suspended)
    .map((one) => ({ agentId: one.id, name: one.name, languages: languagesOf(one), available: online.has(one.id) }));
};
