// An operator starts a run by GraphQL; the API key of the demo may not.
import { expect, it } from 'vitest';
import { askGraphql, graphqlData } from '../../support/deployed.ts';
import { outputs } from '../../support/local-cloud.ts';
import { aNight, night } from '../../support/night.ts';
import { ended } from '../../support/runs.ts';

const request = (programId: string) => ({
  query: 'mutation($p: ID!, $d: String) { startRun(programId: $p, day: $d, dryRun: true) { executionArn } }',
  variables: { p: programId, d: night },
});

it('starts a dry run for an operator, and nothing for anybody else', async () => {
  const { programId } = await aNight('it-start', 2);
  const refused = await askGraphql(outputs, 'api-key', request(programId));
  expect(refused.errors?.map(({ errorType }) => errorType)).toEqual(['Unauthorized']);

  type Started = { startRun: { executionArn: string } };
  const { startRun } = await graphqlData<Started>(outputs, 'operator', request(programId));
  const end = await ended(startRun.executionArn);
  expect(end.status, end.cause).toBe('SUCCEEDED');
  expect(end.output).toMatchObject({ wouldStore: 2 });
});
