// The best candidates, asked for as a channel would.
import { graphqlData } from '../local-cloud/graphql-client.ts';
import type { Outputs } from '../local-cloud/outputs.ts';
import { heading } from './print.ts';

export type Best = { customerId: string; subject: string; marketplace: string; score: number; band: string };

export const bestCandidates = async (outputs: Outputs, programId: string): Promise<Best[]> => {
  const { candidatesForChannel } = await graphqlData<{ candidatesForChannel: { items: Best[] } }>(outputs, 'api-key', {
    query: `query($p: ID!) {
      candidatesForChannel(programId: $p, channel: "email", minScore: 0.7, limit: 10) {
        items { customerId subject marketplace score band }
      }
    }`,
    variables: { p: programId },
  });
  return candidatesForChannel.items;
};

export const showBest = (best: readonly Best[]): void => {
  heading('The ten best candidates for e-mail');
  for (const { customerId, subject, marketplace, score, band } of best) {
    console.log(`  ${score.toFixed(4)}  ${band.padEnd(6)}  ${marketplace}  ${customerId.padEnd(16)} ${subject}`);
  }
};
