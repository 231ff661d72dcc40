import { InvalidInputError, messageOf, NotFoundError } from '../../../shared/errors.ts';
import type { ChannelType, TemplateVariables } from '../notification/notification.ts';
import { checkedVariables } from './check-variables.ts';
import { chooseLocale, formatLocale } from './choose-locale.ts';
import { fitSms, type SmsWriter } from './fit-sms.ts';
import { type EngineName, fillIn } from './liquid-engine.ts';
import type { SmsEncoding } from './sms-parts.ts';
import type { CompiledTemplate, Template, TemplateSet } from './template-set.ts';
import { oneLine, tidyText } from './tidy-text.ts';

/** `locale`: the reader's, BCP 47. `variables`: the request's and the worker's (worker-variables.ts). */
export type RenderRequest = {
  set: TemplateSet;
  templateId: string;
  channel: ChannelType;
  locale: string;
  variables: TemplateVariables;
};
/** `locale`: the one of the text, which may be the fallback. */
type RenderedEmail = { channel: 'email'; locale: string; subject: string; html: string; text: string };
type RenderedSms = { channel: 'sms'; locale: string; text: string; parts: number; encoding: SmsEncoding };
export type RenderedMessage = RenderedEmail | RenderedSms;

type Values = { locale: string; variables: TemplateVariables; brief?: boolean };

const templateOf = ({ set, templateId, channel }: RenderRequest): Template => {
  const found = set.templates.find((one) => one.templateId === templateId && one.channel === channel);
  if (found) return found;
  throw new NotFoundError(`Program ${set.programId} has no template ${templateId} for ${channel}`, {
    whatToDo: 'Check the id; templates lie in programs/templates.',
  });
};

const fill = (engine: EngineName, source: string, values: Values): string => {
  try {
    return fillIn(engine, source, values);
  } catch (error) {
    throw new InvalidInputError(`The template can't be filled in: ${messageOf(error)}`, {
      whatToDo: 'Check the template against its variables: node scripts/templates/validate.ts',
      cause: error,
    });
  }
};

const sms = (template: Template, text: CompiledTemplate & { channel: 'sms' }, values: Values) => {
  const write: SmsWriter = (draft) => oneLine(fill('text', text.text, { ...values, ...draft }));
  const most = template.smsParts ?? Number.POSITIVE_INFINITY;
  const fitted = fitSms(values.variables, text.shorten, { write, most });
  if (fitted.fits)
    return { channel: 'sms' as const, text: fitted.text, parts: fitted.parts, encoding: fitted.encoding };
  throw new InvalidInputError(
    `Template ${template.templateId} (sms): the text has ${fitted.parts} parts, over its limit of ${most}, however shortened`,
    { whatToDo: 'Shorten the link or the template, or raise delivery.smsParts.' },
  );
};

const email = (text: CompiledTemplate & { channel: 'email' }, values: Values) => ({
  channel: 'email' as const,
  subject: oneLine(fill('text', text.subject, values)),
  html: fill('html', text.html, values),
  text: tidyText(fill('text', text.text, values)),
});

/**
 * Writes one message. Pure and synchronous; well under a millisecond once its template has been parsed.
 * @throws InvalidInputError when a variable does not fit the schema (named in the message), or an SMS can't be made to
 *   fit its limit; NotFoundError when there is no such template
 */
export const renderMessage = (request: RenderRequest): RenderedMessage => {
  const template = templateOf(request);
  const variables = checkedVariables(template, request.variables);
  const locale = chooseLocale(request.locale, Object.keys(template.locales), template.fallbackLocale);
  const text = template.locales[locale] as CompiledTemplate;
  const values = { locale: formatLocale(request.locale, locale), variables };
  return { locale, ...(text.channel === 'sms' ? sms(template, text, values) : email(text, values)) };
};
