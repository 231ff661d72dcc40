/** `languages`: primary subtags such as "de". `load`: callbacks of ours that the agent has open. */
export type Agent = { agentId: string; name: string; languages: readonly string[]; available: boolean; load: number };

const primary = (language: string): string => language.split('-', 1)[0]?.toLowerCase() ?? '';

/**
 * Who should call: of those available, whoever speaks the customer's language first, then the least load, then the lowest id
 * (so that the same choice is made again). Nobody when no agent is available.
 * @param language BCP 47
 */
export const chooseAgent = (agents: readonly Agent[], language: string): Agent | undefined => {
  const wanted = primary(language);
  const speaks = ({ languages }: Agent): number => (languages.some((known) => primary(known) === wanted) ? 0 : 1);
  return agents
    .filter(({ available }) => available)
    .toSorted(
      (one, other) => speaks(one) - speaks(other) || one.load - other.load || (one.agentId < other.agentId ? -1 : 1),
    )[0];
};
