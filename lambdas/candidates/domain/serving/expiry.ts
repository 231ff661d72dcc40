import type { StoredCandidate } from '../candidate.ts';

/** Whether a candidate's time is over. DynamoDB deletes up to days later, so every reader asks. */
export const hasExpired = ({ expiresAt }: Pick<StoredCandidate, 'expiresAt'>, now: Date): boolean =>
  expiresAt * 1_000 <= now.getTime();
