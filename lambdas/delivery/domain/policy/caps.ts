import type { Cap } from '../../../shared/programs/delivery-schema.ts';
import type { ChannelType } from '../notification/notification.ts';
import type { Grant } from './policy-item.ts';

const day = 86_400_000;

/** A grant that is asked for. `at`: epoch ms, when the message is due. */
export type CapRequest = { id: string; programId: string; channel: ChannelType; at: number };

/**
 * The first cap that one more grant would break, or nothing. A cap holds when no window of its length, wherever it lies,
 * has more than `most` grants: so those due before and those due after the new one are counted together. A window is as
 * long as its days; two grants that far apart are not in one.
 */
export const brokenCap = (
  caps: readonly Cap[],
  grants: Readonly<Record<string, Grant>>,
  request: CapRequest,
): Cap | undefined => caps.find((cap) => breaks(cap, grants, request));

const breaks = (cap: Cap, grants: Readonly<Record<string, Grant>>, request: CapRequest): boolean => {
  const length = cap.days * day;
  const times = [request.at];
  for (const id in grants) {
    const grant = grants[id] as Grant;
    if (id === request.id || !counts(cap, grant, request)) continue;
    const at = Date.parse(grant.at);
    if (Math.abs(at - request.at) < length) times.push(at);
  }
  if (times.length <= cap.most) return false;
  times.sort((a, b) => a - b);
  return times.some((from, index) => (times[index + cap.most] ?? Number.POSITIVE_INFINITY) - from < length);
};

const counts = ({ scope }: Cap, grant: Grant, { programId, channel }: CapRequest): boolean => {
  if (scope === 'program') return grant.programId === programId;
  return scope === 'all' || grant.channel === channel;
};
