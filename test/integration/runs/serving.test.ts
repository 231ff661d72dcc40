// What the API says about a committed run: order, pages, explanations, and who may ask.
import { beforeAll, describe, expect, it } from 'vitest';
import { askGraphql, graphqlData } from '../../support/deployed.ts';
import { night as day } from '../../support/last-night.ts';
import { outputs } from '../../support/local-cloud.ts';
import { run } from '../../support/runs.ts';
import { putCustomer, putProduct } from '../../support/seed-facts.ts';
import { aProgram, deliveriesQuery, deployProgram, uniqueId } from '../../support/test-programs.ts';

const programId = uniqueId('it-serve');
const marketplaces = ['US', 'UK', 'DE'] as const;
const customers = Array.from({ length: 30 }, (_, n) => `${programId}-c${String(n).padStart(2, '0')}`);
const productId = `${programId}-p`;
const stranger = `${programId}-stranger`;

beforeAll(async () => {
  await Promise.all([...customers.map((customerId) => putCustomer({ customerId })), putProduct({ productId })]);
  const rows = [...customers, stranger].map((customerId, n) => ({
    customerId,
    productId,
    marketplace: marketplaces[n % 3] ?? 'US',
  }));
  await deployProgram(aProgram(programId, { query: deliveriesQuery({ [day]: rows }), brake: { maxRejectShare: 0.5 } }));
  const execution = await run('batch-ingestion', { programId, day });
  expect(execution.status, execution.cause).toBe('SUCCEEDED');
});

type Item = { customerId: string; subject: string; score: number; marketplace: string };
type Pages = { candidatesForChannel: { items: Item[]; nextToken: string | null } };
const page = (variables: Record<string, unknown>) =>
  graphqlData<Pages>(outputs, 'api-key', {
    query: `query($p: ID!, $m: String, $l: Int, $t: String, $s: Float) {
      candidatesForChannel(programId: $p, channel: "email", marketplace: $m, limit: $l, nextToken: $t, minScore: $s) {
        items { customerId subject score marketplace } nextToken
      }
    }`,
    variables: { p: programId, ...variables },
  }).then((data) => data.candidatesForChannel);

const allPages = async (variables: Record<string, unknown>): Promise<Item[]> => {
  const items: Item[] = [];
  let token: string | null = null;
  do {
    const answer: Pages['candidatesForChannel'] = await page({ ...variables, t: token });
    items.push(...answer.items);
    token = answer.nextToken;
  } while (token);
  return items;
};

describe('candidatesForChannel', () => {
  it('gives everyone once, strictly by score, over all shards and marketplaces', async () => {
    const items = await allPages({ l: 7 });
    expect(items.map((item) => item.customerId).sort()).toEqual(customers);
    const scores = items.map((item) => item.score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('keeps to one marketplace', async () => {
    const items = await allPages({ m: 'DE', l: 4 });
    expect(items).toHaveLength(10);
    expect(new Set(items.map((item) => item.marketplace))).toEqual(new Set(['DE']));
  });

  it('refuses a page that is too large, a score that is none and a cursor that is not its own', async () => {
    const ask = (variables: Record<string, unknown>) =>
      askGraphql(outputs, 'api-key', {
        query:
          'query($p: ID!, $l: Int, $t: String, $s: Float) { candidatesForChannel(programId: $p, channel: "email", limit: $l, nextToken: $t, minScore: $s) { nextToken } }',
        variables: { p: programId, ...variables },
      });
    for (const wrong of [{ l: 5000 }, { l: 0 }, { s: 1.5 }, { t: 'nonsense' }]) {
      const answer = await ask(wrong);
      expect(
        answer.errors?.map((error) => error.errorType),
        JSON.stringify(wrong),
      ).toEqual(['InvalidInputError']);
    }
  });
});

describe('why', () => {
  type Why = {
    why: {
      decisions: {
        outcome: string;
        reason: string | null;
        rejectedBy: string | null;
        score: { value: number } | null;
      }[];
    };
  };
  const why = (customerId: string) =>
    graphqlData<Why>(outputs, 'operator', {
      query:
        'query($c: ID!, $p: ID!) { why(customerId: $c, programId: $p) { decisions { outcome reason rejectedBy score { value } } } }',
      variables: { c: customerId, p: programId },
    }).then((data) => data.why.decisions);

  it('explains a stored candidate by its score', async () => {
    const [decision] = await why(customers[0] ?? '');
    expect(decision).toMatchObject({ outcome: 'scored', rejectedBy: null });
    expect(decision?.score?.value).toBeGreaterThan(0);
  });

  it('explains a rejected one by filter and reason', async () => {
    expect(await why(stranger)).toMatchObject([{ outcome: 'rejected', rejectedBy: 'trust', score: null }]);
  });

  it('is for operators: an API key may not ask', async () => {
    const answer = await askGraphql(outputs, 'api-key', {
      query: 'query($c: ID!, $p: ID!) { why(customerId: $c, programId: $p) { customerId } }',
      variables: { c: stranger, p: programId },
    });
    expect(answer.errors?.map((error) => error.errorType)).toEqual(['Unauthorized']);
  });
});

describe('setCandidateState', () => {
  const set = (to: string, closedReason?: string) =>
    askGraphql<{ setCandidateState: { state: string } }>(outputs, 'operator', {
      query: `mutation($c: ID!, $p: ID!, $s: ID!, $to: CandidateState!, $r: ClosedReason) {
        setCandidateState(customerId: $c, programId: $p, subject: $s, to: $to, closedReason: $r, reason: "test") { state }
      }`,
      variables: { c: customers[5], p: programId, s: productId, to, r: closedReason },
    });

  it('takes a candidate out of serving when it leaves active, and refuses the way back', async () => {
    expect((await set('contacted')).data?.setCandidateState.state).toBe('contacted');
    expect((await allPages({ l: 50 })).map((item) => item.customerId)).not.toContain(customers[5]);
    expect((await set('active')).errors?.[0]?.errorType).toMatch(/ConflictError|InvalidInputError/);
    expect((await set('closed', 'consumed')).data?.setCandidateState.state).toBe('closed');
  });
});
