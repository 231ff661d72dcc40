/** Judge's word on a whole run. `hold`: a person must release it. `brake`: what the pass-rate brake saw. */
export type Judgement = {
  verdict: 'proceed' | 'hold' | 'fail';
  reasons: string[];
  rejectShare: number;
  passRate: number;
  brake: { on: boolean; earlierRuns: number; usualPassRate?: number; departure?: number };
};
