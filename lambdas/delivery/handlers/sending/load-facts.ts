import { NotFoundError } from '../../../shared/errors.ts';
import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import { emptyPolicy } from '../../domain/policy/grants.ts';
import type { SendFacts } from '../../domain/sending/check-before-send.ts';
import type { SendDeps } from './send-deps.ts';

type FactDeps = Pick<SendDeps, 'policies' | 'pauseFlags' | 'programs'>;
type Known = Awaited<ReturnType<SendDeps['policies']['read']>>;

/** What the last look needs, for a group of messages: policies and suppressions in one read. */
export const loadFacts = async (
  deps: FactDeps,
  group: readonly Notification[],
): Promise<(notification: Notification) => SendFacts | undefined> => {
  const [known, programs, flags] = await Promise.all([
    deps.policies.read({
      customerIds: [...new Set(group.map(({ customerId }) => customerId))],
      addressHashes: [...new Set(group.map(({ addressHash }) => addressHash))],
    }),
    byKey(group.map(programKey), (key) => pinnedProgram(deps, key)),
    byKey(group.flatMap(scopesOf), async (scope) => (await deps.pauseFlags.get(scope))?.state),
  ]);
  return (notification) => {
    const program = programs.get(programKey(notification));
    const pauses = scopesOf(notification).flatMap((scope) => flags.get(scope) ?? []);
    return program && { program, pauses, ...ownFacts(known, notification) };
  };
};

const ownFacts = ({ policies, suppressed }: Known, { customerId, addressHash }: Notification) => ({
  policy: policies.get(customerId) ?? emptyPolicy(customerId),
  suppressed: suppressed.get(addressHash),
});

const scopesOf = ({ programId, campaignId }: Notification): string[] => [
  `program#${programId}`,
  ...(campaignId === undefined ? [] : [`campaign#${campaignId}`]),
];

const programKey = ({ programId, programHash }: Notification): string => `${programId} ${programHash}`;

/** A version that was never pinned can't be sent by: nothing instead of an error, so that the others go. */
const pinnedProgram = async ({ programs }: FactDeps, key: string): Promise<PinnedProgram<AnyProgram> | undefined> => {
  const [programId = '', hash = ''] = key.split(' ');
  try {
    return await programs.pinned(programId, hash);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
};

const byKey = async <T>(keys: readonly string[], read: (key: string) => Promise<T>): Promise<Map<string, T>> =>
  new Map(await Promise.all([...new Set(keys)].map(async (key) => [key, await read(key)] as const)));
