import { messageOf } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import { type Agent, chooseAgent } from '../domain/choose-agent.ts';
import type { CallbackBook, SupportDesk } from '../ports.ts';

export type PickAgentDeps = { desk: Pick<SupportDesk, 'agents'>; book: Pick<CallbackBook, 'loads'> };

/** An available agent for a language, or nobody: a ticket without one goes to the whole team rather than waiting. */
export const pickAgent = async ({ desk, book }: PickAgentDeps, language: string): Promise<Agent | undefined> => {
  try {
    const agents = await desk.agents();
    const loads = await book.loads(agents.filter(({ available }) => available).map(({ agentId }) => agentId));
    return chooseAgent(
      agents.map((agent) => ({ ...agent, load: loads.get(agent.agentId) ?? 0 })),
      language,
    );
  } catch (error) {
    logger.warn('no agent chosen', { reason: messageOf(error) });
    return undefined;
  }
};
