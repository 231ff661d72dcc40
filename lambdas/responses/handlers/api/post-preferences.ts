import { customerHash, logger } from '../../../shared/logger.ts';
import { type Changes, changesOf, preferencesBody } from '../../domain/preferences.ts';
import type { Answer } from '../answers.ts';
import type { OpenedCall } from './opened-call.ts';
import { chosenBy, type PreferencesDeps, preferencesPage } from './preferences-page.ts';
import { readBody } from './read-body.ts';

/** Saves what differs from what is chosen by now. */
export const postPreferences = async (
  deps: PreferencesDeps,
  { notification, request, now }: OpenedCall,
): Promise<Answer> => {
  const read = readBody(preferencesBody, request);
  if (!read.ok) return read.answer;
  const { customerId } = notification;
  const changes = changesOf(await chosenBy(deps, notification), read.body);
  await save(deps, customerId, { changes, now });
  const counts = { optOuts: changes.optOuts.length, consents: changes.consents.length };
  logger.info('preferences saved', { customer: customerHash(customerId), ...counts });
  return preferencesPage(notification, await chosenBy(deps, notification));
};

/** One after another: every change is a write of the same versioned item. */
const save = async (
  { policies }: PreferencesDeps,
  customerId: string,
  { changes, now }: { changes: Changes; now: Date },
): Promise<void> => {
  for (const change of changes.optOuts) await policies.setOptOut(customerId, change);
  for (const { purpose, channel, granted } of changes.consents) {
    const record = { granted, at: now.toISOString(), source: 'preferences-page' };
    await policies.setConsent(customerId, { purpose, channel, ...record });
  }
};
