// The fake of CandidateStore: same order, same cursors, same rules as the table, over a map.
import type { Clock } from '../../shared/clock.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../../shared/errors.ts';
import type { StoredCandidate } from '../domain/candidate.ts';
import { readCursor, writeCursor } from '../domain/serving/channel-cursor.ts';
import { decideRefresh, refreshed } from '../domain/serving/refresh-decision.ts';
import { compareScoreKeys, scoreKeyOf } from '../domain/serving/score-key.ts';
import type { CandidateKey, CandidateStore, ChannelQuery, Page, PutOutcome } from '../ports.ts';

type Options = {
  clock: Clock;
  /** Which runs are served; all, unless told otherwise. */
  isCommitted?: (runId: string) => boolean | Promise<boolean>;
};

const nameOf = ({ customerId, programId, subject }: CandidateKey): string =>
  JSON.stringify([customerId, programId, subject]);

export const memoryCandidateStore = ({ clock, isCommitted = () => true }: Options): CandidateStore => {
  const kept = new Map<string, StoredCandidate>();
  const put = async (incoming: StoredCandidate): Promise<PutOutcome> => {
    const existing = kept.get(nameOf(incoming));
    if (!existing) {
      kept.set(nameOf(incoming), incoming);
      return 'inserted';
    }
    const decision = decideRefresh(existing, incoming, await isCommitted(existing.runId));
    if (decision === 'write') kept.set(nameOf(incoming), refreshed(existing, incoming));
    return decision === 'leave' ? 'unchanged' : 'refreshed';
  };
  const putAll: CandidateStore['putAll'] = async (candidates) => {
    if (new Set(candidates.map(nameOf)).size < candidates.length)
      throw new InvalidInputError('A candidate stands twice in one call of putAll', {
        whatToDo: 'Collapse duplicates of a customer and subject before storing a chunk.',
      });
    const outcomes: PutOutcome[] = [];
    for (const candidate of candidates) outcomes.push(await put(candidate));
    return outcomes;
  };
  const transition: CandidateStore['transition'] = async (key, { from, to, closedReason, at }) => {
    const seen = kept.get(nameOf(key));
    if (!seen) throw new NotFoundError(`No candidate of ${key.programId} for ${key.subject}`, readAgain);
    if (seen.state !== from)
      throw new ConflictError(`The candidate of ${key.programId} is ${seen.state}, not ${from}`, readAgain);
    const changed = { ...seen, state: to, updatedAt: at, ...(closedReason && { closedReason }) };
    kept.set(nameOf(key), changed);
    return changed;
  };
  return {
    ...{ putAll, transition },
    get: async (key) => kept.get(nameOf(key)),
    forCustomer: async (customerId, programId) =>
      [...kept.values()]
        .filter((candidate) => candidate.customerId === customerId && candidate.programId === programId)
        .sort((a, b) => compareScoreKeys(a.subject, b.subject)),
    forChannel: async (query) => {
      const now = clock.now().getTime() / 1000;
      const live = [...kept.values()].filter(({ state, expiresAt }) => state === 'active' && expiresAt > now);
      const served: StoredCandidate[] = [];
      for (const candidate of live) if (await isCommitted(candidate.runId)) served.push(candidate);
      return pageOf(served, query);
    },
  };
};

const readAgain = { whatToDo: 'Read the candidate again and decide anew.' };

const pageOf = (served: readonly StoredCandidate[], query: ChannelQuery): Page<StoredCandidate> => {
  const below = query.nextToken === undefined ? undefined : readCursor(query, query.nextToken);
  const left = served
    .filter(({ programId, channels }) => programId === query.programId && channels.includes(query.channel))
    .filter(({ marketplace, score }) => query.marketplaces.includes(marketplace) && score >= query.minScore)
    .map((candidate) => ({ candidate, key: scoreKeyOf(candidate) }))
    .filter(({ key }) => below === undefined || compareScoreKeys(key, below) < 0)
    .sort((a, b) => compareScoreKeys(b.key, a.key));
  const page = left.slice(0, query.limit);
  const last = page.at(-1);
  const items = page.map(({ candidate }) => candidate);
  return { items, ...(left.length > page.length && last && { nextToken: writeCursor(query, last.key) }) };
};
