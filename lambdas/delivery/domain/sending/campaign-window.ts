import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { Notification } from '../notification/notification.ts';
import { isZone } from '../policy/local-time.ts';
import { nextTimeOfDay } from '../policy/next-time-of-day.ts';

const minute = 60_000;
type Campaigner = Pick<Notification, 'campaignId' | 'zone' | 'dueAt' | 'createdAt' | 'test'>;

/**
 * When an overdue message of a campaign goes instead: it may be late by the campaign's `sendWindowMinutes`, then it waits
 * for the next send time (seed product-reviews: 10:00 local).
 * @param at epoch ms @returns epoch ms; nothing when it may go now
 */
export const nextSendTime = (
  { campaignId, zone, dueAt, createdAt, test }: Campaigner,
  program: AnyProgram,
  at: number,
): number | undefined => {
  if (program.kind !== 'batch' || !program.campaign || campaignId === undefined || test) return undefined;
  const { channel: channelId, sendWindowMinutes } = program.campaign;
  if (at - Date.parse(dueAt ?? createdAt) <= sendWindowMinutes * minute) return undefined;
  const config = program.channels.find((channel) => channel.channelId === channelId)?.config;
  if (!config?.sendTime) return undefined;
  const wanted = config.timezone === 'local' ? zone : config.timezone;
  return nextTimeOfDay(isZone(wanted) ? wanted : 'UTC', config.sendTime, at);
};
