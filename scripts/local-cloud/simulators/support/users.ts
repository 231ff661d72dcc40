// Agents (a small team to begin with) and the customers that tickets are about.
import * as z from 'zod';
import { SupportError } from './support-error.ts';

export type SupportUser = {
  id: number;
  name: string;
  role: 'agent' | 'end-user';
  locale: string;
  tags: string[];
  external_id: string | null;
  suspended: boolean;
};
export type Agent = { id: number; name: string; locale: string; tags?: string[]; online?: boolean };

/** Names are invented. `tags`: what else somebody speaks. */
const usualAgents: Agent[] = [
  { id: 101, name: 'Ada Quill', locale: 'en-US', tags: ['speaks_es'] },
  { id: 102, name: 'Ben Marsh', locale: 'en-US' },
  { id: 103, name: 'Clara Vogt', locale: 'de-DE', tags: ['speaks_en'] },
  { id: 104, name: 'Denis Roux', locale: 'fr-FR', tags: ['speaks_en'] },
  { id: 105, name: 'Emi Sato', locale: 'ja-JP', tags: ['speaks_en'] },
  { id: 106, name: 'Flávia Reis', locale: 'pt-BR', tags: ['speaks_en'] },
];

const agentList = z.array(
  z.strictObject({
    id: z.int(),
    name: z.string(),
    locale: z.string(),
    tags: z.array(z.string()).exactOptional(),
    online: z.boolean().exactOptional(),
  }),
);
const userBody = z.object({ user: z.object({ external_id: z.string().min(1), name: z.string().min(1) }) });
const firstCustomerId = 10_000;

const asUser = ({ id, name, locale, tags = [] }: Agent): SupportUser => ({
  ...{ id, name, locale, tags, role: 'agent', external_id: null, suspended: false },
});

/** As the Agent Availability API describes one (JSON:API). */
const availabilityOf = ({ id, online = true }: Agent, at: string) => ({
  id: `agent_availabilities|${id}`,
  type: 'agent_availabilities',
  attributes: {
    agent_id: id,
    agent_status: { id: online ? 1 : 4, name: online ? 'online' : 'offline', reason: 'UNKNOWN', updated_at: at },
    group_ids: [1],
    skills: [],
    version: 1,
  },
});

export const createUsers = (team: Agent[] = usualAgents) => {
  let agents = team;
  const customers = new Map<string, SupportUser>();
  const startedAt = new Date().toISOString();
  return {
    agents: () => agents.map(asUser),
    availabilities: () => agents.map((agent) => availabilityOf(agent, startedAt)),
    nameOf: (id: number | null) => agents.find((agent) => agent.id === id)?.name ?? '',
    customerOf: (id: number | null) => [...customers.values()].find((user) => user.id === id)?.external_id ?? '',
    people: {
      isAgent: (id: number) => agents.some((agent) => agent.id === id),
      isUser: (id: number) => [...customers.values()].some((user) => user.id === id),
    },
    /** `created`: 201, else 200. @throws SupportError */
    createOrUpdate: (body: unknown): { created: boolean; user: SupportUser } => {
      const parsed = userBody.safeParse(body);
      if (!parsed.success)
        throw new SupportError('RecordInvalid', { name: 'Name: is too short (minimum one character)' });
      const { external_id, name } = parsed.data.user;
      const known = customers.get(external_id);
      const id = known?.id ?? firstCustomerId + customers.size;
      const user: SupportUser = {
        id,
        name,
        role: 'end-user',
        locale: 'en-US',
        tags: [],
        external_id,
        suspended: false,
      };
      customers.set(external_id, user);
      return { created: known === undefined, user };
    },
    /** Replaces the team; `[]` leaves nobody. @returns what is wrong with the list, or nothing */
    replaceAgents: (list: unknown): string | undefined => {
      const parsed = agentList.safeParse(list);
      if (!parsed.success) return z.prettifyError(parsed.error);
      agents = parsed.data;
      return undefined;
    },
  };
};
export type Users = ReturnType<typeof createUsers>;
