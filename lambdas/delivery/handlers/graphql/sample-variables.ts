import * as z from 'zod';
import { InvalidInputError, NotFoundError } from '../../../shared/errors.ts';
import type { ChannelType, TemplateVariables } from '../../domain/notification/notification.ts';
import type { TemplateSet } from '../../domain/templates/template-set.ts';

const variablesSchema = z.record(z.string(), z.json());

/**
 * The template's sample data under what was given. @param given AWSJSON: a text, or what AppSync has parsed already
 * @throws NotFoundError @throws InvalidInputError when `given` is no object
 */
export const sampleVariables = (
  set: TemplateSet,
  { templateId, channel }: { templateId: string; channel: ChannelType },
  given: unknown,
): TemplateVariables => {
  const template = set.templates.find((one) => one.templateId === templateId && one.channel === channel);
  if (!template)
    throw new NotFoundError(`Program ${set.programId} has no template ${templateId} for ${channel}`, {
      whatToDo: 'Check the id; templates lie in programs/templates.',
    });
  const parsed = variablesSchema.safeParse(typeof given === 'string' ? parsedJson(given) : (given ?? {}));
  if (parsed.success) return { ...template.sample, ...parsed.data };
  throw new InvalidInputError('variables must be a JSON object of values by name', { whatToDo: 'Correct it.' });
};

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
