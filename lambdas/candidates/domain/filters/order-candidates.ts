// Puts a chunk in the order in which the chain decides: by customer, latest event first, then subject; no duplicates.
import type { Candidate } from '../candidate.ts';
import { compareInstants } from '../instant.ts';

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Latest event first, then subject: the order in which a customer's candidates use up the cap. */
const byEventThenSubject = (a: Candidate, b: Candidate): number =>
  compareInstants(b.eventTime, a.eventTime) || compareText(a.subject, b.subject);

/** Which of two rows about one customer and subject stays. Ties are broken by content, never by the input's order. */
const isLater = (a: Candidate, b: Candidate): boolean => {
  const order =
    compareInstants(a.eventTime, b.eventTime) ||
    compareText(a.occasion, b.occasion) ||
    compareText(JSON.stringify(a), JSON.stringify(b));
  return order > 0;
};

const withoutDuplicates = (candidates: Candidate[]): Candidate[] => {
  const bySubject = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const known = bySubject.get(candidate.subject);
    if (!known || isLater(candidate, known)) bySubject.set(candidate.subject, candidate);
  }
  return bySubject.size === candidates.length ? candidates : [...bySubject.values()];
};

/**
 * One list per customer (customers in the input's order), each in deciding order. Of rows about the same customer
 * and subject only the latest event stays.
 */
export const orderCandidates = (candidates: readonly Candidate[]): Candidate[][] => {
  const byCustomer = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const own = byCustomer.get(candidate.customerId);
    if (own) own.push(candidate);
    else byCustomer.set(candidate.customerId, [candidate]);
  }
  const ordered: Candidate[][] = [];
  for (const own of byCustomer.values()) {
    ordered.push(own.length === 1 ? own : withoutDuplicates(own).sort(byEventThenSubject));
  }
  return ordered;
};
