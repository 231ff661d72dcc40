import type { Finding } from '../programs/problem.ts';
import type { TemplateFile } from './template-file-schema.ts';
import type { TemplateFiles } from './template-files.ts';

const suffix = { sms: 'sms.liquid', email: 'email.mjml' } as const;

/** Every locale is there on every channel, the fallback among them, and no channel has texts it doesn't declare. */
export const localeChecks = ({ channels, fallbackLocale }: TemplateFile, files: TemplateFiles): Finding[] => {
  const locales = [...new Set([fallbackLocale, ...channels.flatMap((c) => files[c].map(({ locale }) => locale))])];
  const missing = channels.flatMap((channel) =>
    locales
      .filter((locale) => !files[channel].some((one) => one.locale === locale))
      .map((locale) => ({
        path: locale === fallbackLocale ? ['fallbackLocale'] : ['channels'],
        what: `there is no ${locale}.${suffix[channel]}${locale === fallbackLocale ? ', the fallback' : ''}`,
        right: 'Write it: every locale has a text on every channel',
      })),
  );
  const undeclared = (['sms', 'email'] as const)
    .filter((channel) => !channels.includes(channel) && files[channel].length > 0)
    .map((channel) => ({
      path: ['channels'],
      what: `there are texts for ${channel}, which is not among the channels`,
      right: `Add ${channel}, or remove ${files[channel][0]?.locale}.${suffix[channel]} and the others`,
    }));
  return [...missing, ...undeclared];
};
