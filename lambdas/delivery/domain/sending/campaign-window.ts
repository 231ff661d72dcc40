import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { Notification } from '../notification/notification.ts';
import { nextTimeOfDay } from '../policy/next-time-of-day.ts';

const minute = 60_000;

/**
 * When an overdue message of a campaign goes instead: a campaign's message may be late by `sendWindowMinutes`, then it
 * waits for the next send time (seed product-reviews: 10:00 local).
 * @param at epoch ms @returns epoch ms; nothing when it may go now
 */
export const nextSendTime = (
  { campaignId, zone, dueAt, test }: Pick<Notification, 'campaignId' | 'zone' | 'dueAt' | 'test'>,
  program: AnyProgram,
  at: number,
): number | undefined => {
  if (program.kind !== 'batch' || !program.campaign || campaignId === undefined || dueAt === undefined || test)
    return undefined;
  const { channel: channelId, sendWindowMinutes } = program.campaign;
  const config = program.channels.find((channel) => channel.channelId === channelId)?.config;
  if (!config?.sendTime || at - Date.parse(dueAt) <= sendWindowMinutes * minute) return undefined;
  return nextTimeOfDay(config.timezone === 'local' ? zone : config.timezone, config.sendTime, at);
};
