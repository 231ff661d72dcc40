// What customers answer when a case is over. The pages keep it (lambdas/responses), whoever tells of cases reads it.

/** `solved`: 1 (worst) to 5 (best); `effort`: 5 is the easiest. `at`: ISO 8601. */
export type Rating = { about: 'resolution' | 'call'; solved: number; effort: number; at: string };

/** `key`: what it is kept under. */
export type RatedSubject = { about: Rating['about']; key: string };
type Rated = { caseId: string; callbackId?: string };

const resolutionOf = ({ caseId }: Rated): RatedSubject => ({ about: 'resolution', key: `case#${caseId}` });

/** What may have been rated of a case, each once: its call, for itself; any other resolution, for the case. */
export const ratedSubjects = (rated: Rated): RatedSubject[] => [
  ...(rated.callbackId === undefined ? [] : [{ about: 'call' as const, key: `callback#${rated.callbackId}` }]),
  resolutionOf(rated),
];

/** What a message asks about, as its variable `about` says. */
export const ratedSubject = (rated: Rated, about: unknown): RatedSubject =>
  ratedSubjects(rated).find((subject) => subject.about === about) ?? resolutionOf(rated);
