// The prices that reports use, too. The batch's own: lambdas/candidates/domain/run/cost.ts.
export { prices } from '../../lambdas/reporting/domain/cost/prices.ts';
