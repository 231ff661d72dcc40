// serving-page-p99-ms: a page over GraphQL on the local cloud, from few and from many candidates, in turn in one run.
import { graphqlData } from '../local-cloud/graphql-client.ts';
import type { Outputs } from '../local-cloud/outputs.ts';
import { type BenchRow, percentile, secondsOf } from './bench-row.ts';
import { onOwnCloud } from './own-cloud.ts';
import { benchProgram } from './serving-page/bench-program.ts';
import { pageReads } from './serving-page/page-reads.ts';
import { productReviews } from './stored-candidates.ts';

const [few, many] = [5_000, 200_000];
const pageSize = 50;
const warmUp = 50;
const calls = 500;
const depth = 5;

type Page = { candidatesForChannel: { items: { score: number }[]; nextToken: string | null } };

const query = `query($p: ID!, $m: String, $n: Int, $t: String) {
  candidatesForChannel(programId: $p, channel: "email", marketplace: $m, limit: $n, nextToken: $t) {
    items { customerId subject marketplace score band eventTime state } nextToken
  }
}`;

/** Asks for pages, `depth` of them from each start, marketplace after marketplace and then all together. */
const pager = (outputs: Outputs, programId: string) => {
  const marketplaces = [null, ...productReviews().program.marketplaces];
  const times: number[] = [];
  let nextToken: string | null = null;
  return {
    times,
    ask: async (call: number): Promise<void> => {
      if (call % depth === 0) nextToken = null;
      const m = marketplaces[Math.floor(call / depth) % marketplaces.length];
      const variables = { p: programId, m, n: pageSize, t: nextToken };
      let page: Page | undefined;
      const seconds = await secondsOf(async () => {
        page = await graphqlData<Page>(outputs, 'api-key', { query, variables });
      });
      const { items, nextToken: token } = (page as Page).candidatesForChannel;
      if (items.length !== pageSize)
        throw new Error(`${programId}, call ${call}: ${items.length} of ${pageSize} items`);
      nextToken = token;
      if (call >= warmUp) times.push(seconds * 1000);
    },
  };
};

const measure = async (outputs: Outputs): Promise<BenchRow[]> => {
  const smallId = await benchProgram(outputs, few);
  const largeId = await benchProgram(outputs, many);
  const [small, large] = [pager(outputs, smallId), pager(outputs, largeId)];
  for (let call = 0; call < warmUp + calls; call += 1) {
    await small.ask(call);
    await large.ask(call);
  }
  const [smallReads, largeReads] = [
    await pageReads(outputs, smallId, pageSize),
    await pageReads(outputs, largeId, pageSize),
  ];
  const [smallP99, largeP99] = [percentile(small.times, 0.99), percentile(large.times, 0.99)];
  const medians = `${percentile(small.times, 0.5).toFixed(1)} and ${percentile(large.times, 0.5).toFixed(1)} ms`;
  const reads = `first page of all marketplaces: ${smallReads.readUnits} read units in ${smallReads.queries} queries and ${largeReads.readUnits} in ${largeReads.queries}`;
  return [
    {
      name: 'serving-page-p99-ms',
      value: largeP99,
      unit: 'ms',
      baseline: smallP99,
      ratio: smallP99 / largeP99,
      how: `candidatesForChannel in pages of ${pageSize} over the local AppSync, Lambda and DynamoDB, one caller, ${calls} calls each in turn after ${warmUp}: ${many} candidates, baseline ${few}; medians ${medians} (few, many); ${reads}`,
    },
  ];
};

export const servingPage = (): Promise<BenchRow[]> => onOwnCloud('none', measure);
