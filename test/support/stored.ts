import { graphqlData } from '../../scripts/local-cloud/graphql-client.ts';
import { outputs } from './local-cloud.ts';

/** Customers that a program's e-mail channel is offered, best first; every page. */
export const served = async (programId: string): Promise<string[]> => {
  type Answer = { candidatesForChannel: { items: { customerId: string }[]; nextToken: string | null } };
  const customers: string[] = [];
  let token: string | null = null;
  do {
    const { candidatesForChannel }: Answer = await graphqlData<Answer>(outputs, 'api-key', {
      query: `query($p: ID!, $t: String) {
        candidatesForChannel(programId: $p, channel: "email", limit: 100, nextToken: $t) { items { customerId } nextToken }
      }`,
      variables: { p: programId, t: token },
    });
    customers.push(...candidatesForChannel.items.map((item) => item.customerId));
    token = candidatesForChannel.nextToken;
  } while (token);
  return customers;
};

export type Failure = { step: string; error: string; cause: string; whatToDo: string };

/** Status and failure record of a program's latest run. */
export const latestRun = async (programId: string) => {
  type Answer = { runs: { items: { runId: string; status: string; failure: Failure | null }[] } };
  const { runs } = await graphqlData<Answer>(outputs, 'api-key', {
    query:
      'query($p: ID!) { runs(programId: $p, limit: 1) { items { runId status failure { step error cause whatToDo } } } }',
    variables: { p: programId },
  });
  const [latest] = runs.items;
  if (!latest) throw new Error(`${programId} has no run`);
  return latest;
};
