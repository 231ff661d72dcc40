// What a resolved issue costs on AWS, by service. Pure; docs/cost.md (Resolutions) explains the units. The churn report counts
// with the same model, from what really happened.
import { type CaseUse, caseCost } from '../../lambdas/reporting/domain/cost/case-cost.ts';
import { prices } from './prices.ts';

/** Shares are of cases; parts and messages per case. */
export type ResolutionMix = {
  cases: number;
  errorsPerCase: number;
  /** Cases whose risk is high: SMS and e-mail; the others: e-mail alone. */
  highRisk: number;
  smsParts: number;
  /** Cases whose page is opened, of them a call asked for; and cases that are resolved in the end. */
  visits: number;
  calls: number;
  resolved: number;
};

/**
 * seeds/predictive-issue-resolution.md: SMS first at high risk (all of its example's cases are), links of SMS opened by 90 %, calls
 * 15 %, resolved 98 %. An event stands for three errors or more; one in two is a duplicate. Two SMS parts, the most allowed.
 */
export const seedMix: ResolutionMix = {
  ...{ cases: 100_000, errorsPerCase: 2, highRisk: 1, smsParts: 2 },
  ...{ visits: 0.9, calls: 0.15, resolved: 0.98 },
};

/** US dollars per resolved case, by service. What an agent's time costs is not in it. */
export const resolutionCost = (mix: ResolutionMix): Record<string, number> => {
  const sms = mix.cases * mix.highRisk;
  const use: CaseUse = {
    ...{ errors: mix.cases * mix.errorsPerCase, cases: mix.cases, messages: mix.cases + sms },
    ...{ visits: mix.cases * mix.visits, calls: mix.cases * mix.calls },
  };
  const messages = { sms: sms * mix.smsParts * prices.smsPerPart, email: mix.cases * prices.sesPerMessage };
  const resolved = mix.cases * mix.resolved;
  return Object.fromEntries(
    Object.entries({ ...messages, ...caseCost(use) }).map(([service, usd]) => [service, usd / resolved]),
  );
};
