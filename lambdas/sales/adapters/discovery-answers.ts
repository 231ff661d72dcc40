import * as z from 'zod';
import { type HeraldError, InvalidInputError, TransientError } from '../../shared/errors.ts';
import type { Answer } from './discovery-http.ts';

const fault = z.object({ fault: z.object({ detail: z.object({ errorcode: z.string() }) }) });

/** The gateway's code, such as policies.ratelimit.QuotaViolation. */
const codeOf = ({ body }: Answer): string | undefined => fault.safeParse(body).data?.fault.detail.errorcode;

const DAY = 24 * 60 * 60_000;

/**
 * When the daily quota is used up (Rate-Limit-Available: 0, or a quota violation): the time it is full again, epoch
 * ms. Never further away than a day, whatever the header says.
 * @param now epoch ms
 */
export const quotaReset = (answer: Answer, now = Date.now()): number | undefined => {
  const spent = answer.headers.get('rate-limit-available') === '0' || codeOf(answer)?.endsWith('QuotaViolation');
  if (!spent) return undefined;
  const reset = Number(answer.headers.get('rate-limit-reset'));
  const known = Number.isFinite(reset) && reset > now;
  return Math.min(known ? reset : now + 60_000, now + DAY);
};

/** Any answer but 200 and 404, as an error that says what to do. */
export const discoveryFailure = (answer: Answer): HeraldError => {
  const code = codeOf(answer) ?? String(answer.status);
  if (answer.status === 401 || answer.status === 403) {
    return new TransientError(`Discovery refuses our API key (${code})`, {
      whatToDo: 'Put a valid key into the secret of the Discovery API; no deploy is needed.',
    });
  }
  if (answer.status === 429) {
    return new TransientError(`Discovery's limit is used up (${code})`, { whatToDo: 'Try again later.' });
  }
  if (answer.status >= 400 && answer.status < 500) {
    return new InvalidInputError(`Discovery refuses the request (${code})`, { whatToDo: 'Check the event id.' });
  }
  return new TransientError(`Discovery failed (${code})`, { whatToDo: 'Try again.' });
};
