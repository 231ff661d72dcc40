// A retraining's data in a bucket, from the generator.
import { gzipSync } from 'node:zlib';
import { setPrefix, type Training } from '../../lambdas/reporting/domain/models/training-keys.ts';
import { churnDecisions } from './churn-decisions.ts';

type Files = { put(key: string, body: Buffer): Promise<void> };

const rowsOf = (seed: number, count: number): Buffer => {
  const lines = churnDecisions(seed, count).map(({ customerId, features, label }, index) =>
    JSON.stringify({
      ...{ customer_id: customerId, subject: 'app_crash', decided_at: `2026-08-${10 + (index % 20)}T00:00:00.000Z` },
      ...{ features, label, score: 0.5, fallback: false },
    }),
  );
  return gzipSync(lines.join('\n'));
};

/** 4,000 decisions to learn from, 1,500 of other customers to judge by. */
export const putTrainingSet = async (files: Files, training: Training): Promise<void> => {
  await files.put(`${setPrefix(training, 'train')}rows.gz`, rowsOf(1, 4_000));
  await files.put(`${setPrefix(training, 'evaluation')}rows.gz`, rowsOf(2, 1_500));
};
