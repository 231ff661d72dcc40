// The fake of CandidateStore: same order, same cursors, same rules as the table, over a map.
import type { Clock } from '../../shared/clock.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../../shared/errors.ts';
import type { StoredCandidate } from '../domain/candidate.ts';
import { readCursor, writeCursor } from '../domain/serving/channel-cursor.ts';
import { decideRefresh, refreshed, servingRuns } from '../domain/serving/refresh-decision.ts';
import { compareScoreKeys } from '../domain/serving/score-key.ts';
import type { CandidateKey, CandidateStore, ChannelQuery, Page, PutOutcome } from '../ports.ts';
import { memoryChannelIndex, type Ranked } from './memory-channel-index.ts';

type Options = {
  clock: Clock;
  /** Which runs are served; all, unless told otherwise. */
  isCommitted?: (runId: string) => boolean | Promise<boolean>;
};

const nameOf = ({ customerId, programId, subject }: CandidateKey): string =>
  JSON.stringify([customerId, programId, subject]);

export const memoryCandidateStore = ({ clock, isCommitted = () => true }: Options): CandidateStore => {
  const kept = new Map<string, StoredCandidate>();
  const index = memoryChannelIndex(() => kept.values());
  const keep = (candidate: StoredCandidate): void => {
    kept.set(nameOf(candidate), candidate);
    index.forget();
  };
  const put = async (incoming: StoredCandidate): Promise<PutOutcome> => {
    const existing = kept.get(nameOf(incoming));
    if (!existing) {
      keep(incoming);
      return 'inserted';
    }
    const committed = await isCommitted(existing.runId);
    const decision = decideRefresh(existing, incoming, committed);
    if (decision === 'write') keep(refreshed(existing, incoming, committed));
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
    keep(changed);
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
      const below = query.nextToken === undefined ? undefined : readCursor(query, query.nextToken);
      const now = clock.now().getTime() / 1000;
      const page: Ranked[] = [];
      for (const ranked of index.ranked(query, below)) {
        const { marketplace, score, expiresAt } = ranked.candidate;
        if (score < query.minScore || page.length > query.limit) break;
        if (!query.marketplaces.includes(marketplace) || expiresAt <= now) continue;
        const runs = await Promise.all(servingRuns(ranked.candidate).map(isCommitted));
        if (runs.includes(true)) page.push(ranked);
      }
      return pageOf(page, query);
    },
  };
};

const readAgain = { whatToDo: 'Read the candidate again and decide anew.' };

/** @param found one more than a page, if there is one */
const pageOf = (found: readonly Ranked[], query: ChannelQuery): Page<StoredCandidate> => {
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const items = page.map(({ candidate }) => candidate);
  return { items, ...(found.length > page.length && last && { nextToken: writeCursor(query, last.key) }) };
};
