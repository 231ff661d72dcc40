// The serving index answers from the past: a page may be old for a moment, decisions are made on the table.
import { expect, it } from 'vitest';
import { whileBehaving } from '../support/behaviour.ts';
import { askGraphql, graphqlData } from '../support/deployed.ts';
import { outputs } from '../support/local-cloud.ts';
import { aNight, type Night, runNight } from '../support/night.ts';
import { served } from '../support/stored.ts';

const toContacted = ({ programId, productId }: Night, customerId: string) =>
  askGraphql<{ setCandidateState: { state: string } }>(outputs, 'operator', {
    query: `mutation($c: ID!, $p: ID!, $s: ID!) {
      setCandidateState(customerId: $c, programId: $p, subject: $s, to: contacted, reason: "test") { state }
    }`,
    variables: { c: customerId, p: programId, s: productId },
  });

const stateOf = ({ programId, productId }: Night, customerId: string) =>
  graphqlData<{ candidate: { state: string } }>(outputs, 'api-key', {
    query: 'query($c: ID!, $p: ID!, $s: ID!) { candidate(customerId: $c, programId: $p, subject: $s) { state } }',
    variables: { c: customerId, p: programId, s: productId },
  }).then(({ candidate }) => candidate.state);

it('shows a contacted candidate on an old page at most: nobody can contact it twice, and no re-run brings it back', async () => {
  const night = await aNight('ft-stale', 20);
  expect((await runNight(night)).status).toBe('SUCCEEDED');
  const [moved = ''] = night.customers;
  const stayed = night.customers.slice(1).toSorted();

  const rules = [{ match: { operation: 'Query', body: night.programId }, then: { fault: 'staleIndex' } }];
  await whileBehaving('fault-proxy', rules, async () => {
    // What the index answers now is what it goes on answering.
    const before = await served(night.programId);
    expect(before.toSorted()).toEqual(night.customers.toSorted());

    expect((await toContacted(night, moved)).data?.setCandidateState.state).toBe('contacted');
    expect(await served(night.programId), 'the index is not stale').toEqual(before);

    expect(await stateOf(night, moved)).toBe('contacted');
    const again = await toContacted(night, moved);
    expect(again.errors?.map(({ errorType }) => errorType)).toEqual(['ConflictError']);

    const rerun = await runNight(night);
    expect(rerun.output).toMatchObject({ store: { inserted: 0, refreshed: 19, unchanged: 1 } });
    expect(await stateOf(night, moved)).toBe('contacted');
  });

  expect((await served(night.programId)).sort()).toEqual(stayed);
});
