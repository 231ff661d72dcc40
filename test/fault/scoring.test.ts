// The scoring endpoint: answers, is busy for a while, is away for good. Decisions say who scored.
import { describe, expect, it } from 'vitest';
import { whileBehaving } from '../support/behaviour.ts';
import { aNight, runNight } from '../support/night.ts';

const sagemaker = {
  scoringModel: {
    modelId: 'review-propensity-v2',
    endpoint: 'sagemaker://review-propensity-v2',
    features: ['engagement_score', 'review_history', 'trust_score', 'category', 'price', 'rating_count'],
    fallback: 'constant://0.5',
  },
};

describe('scoring by an endpoint', () => {
  it('scores by the endpoint, and from the cache the second time', async () => {
    const night = await aNight('ft-endpoint', 12, sagemaker);
    const first = await runNight(night);
    expect(first.output).toMatchObject({
      decisions: { scoredBy: { 'sagemaker://review-propensity-v2': 12 }, cacheHits: 0 },
    });
    const again = await runNight(night);
    expect(again.output).toMatchObject({ decisions: { cacheHits: 12, cacheLookups: 12 }, store: { inserted: 0 } });
  });

  it('outlasts an endpoint that is busy for a moment', async () => {
    const night = await aNight('ft-busy', 12, sagemaker);
    // Once: a call is tried twice, and two refusals may both befall the same one.
    const busy = [{ match: { path: 'review-propensity' }, then: { status: 503 }, times: 1 }];
    const end = await whileBehaving('sagemaker', busy, () => runNight(night));
    expect(end.output).toMatchObject({ decisions: { scoredBy: { 'sagemaker://review-propensity-v2': 12 } } });
  });

  it('falls back when the endpoint is away, and says so', async () => {
    const night = await aNight('ft-away', 12, sagemaker);
    const away = [{ match: { path: 'review-propensity' }, then: { status: 503 } }];
    const end = await whileBehaving('sagemaker', away, () => runNight(night));
    expect(end.output).toMatchObject({ decisions: { scoredBy: { 'constant://0.5': 12 }, fallbackScored: 12 } });
  });
});
