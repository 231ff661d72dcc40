// Which files of a template's folder say what.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ChannelType } from '../../lambdas/delivery/domain/notification/notification.ts';
import type { Problem } from '../programs/problem.ts';

/** Paths of one locale's texts. `subject`: of an e-mail. */
export type LocaleFiles = { locale: string; text: string; subject?: string };
export type TemplateFiles = Record<ChannelType, LocaleFiles[]>;

const pattern = /^([A-Za-z-]+)\.(?:(sms)\.liquid|(email)\.(mjml|yaml))$/;

const canonical = (locale: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch {
    return undefined;
  }
};

const atTop = (path: string, what: string, right: string): Problem => ({
  file: relative(process.cwd(), path),
  line: 1,
  column: 1,
  what,
  right,
});

const nameProblem = (folder: string, name: string): Problem[] => {
  if (name === 'template.yaml') return [];
  const locale = pattern.exec(name)?.[1];
  if (!locale)
    return [
      atTop(
        join(folder, name),
        'is no file of a template',
        'Name it <locale>.sms.liquid, <locale>.email.mjml or <locale>.email.yaml',
      ),
    ];
  if (canonical(locale) === locale) return [];
  const right = `Write it as ${canonical(locale) ?? 'a BCP 47 tag such as pt-BR'}`;
  return [atTop(join(folder, name), `"${locale}" is no locale`, right)];
};

const pairProblems = (folder: string, names: readonly string[]): Problem[] =>
  names.flatMap((name) => {
    const [, locale, , email, kind] = pattern.exec(name) ?? [];
    if (!email) return [];
    const other = `${locale}.email.${kind === 'mjml' ? 'yaml' : 'mjml'}`;
    const right = kind === 'mjml' ? `Write the subject into ${other}` : `Write the text into ${other}`;
    return names.includes(other) ? [] : [atTop(join(folder, name), `stands alone: ${other} is missing`, right)];
  });

/** The files of a template's folder by channel, sorted by locale; or what is wrong with their names. */
export const templateFiles = (folder: string): { files: TemplateFiles; problems: Problem[] } => {
  const names = readdirSync(folder).sort();
  const localesOf = (suffix: string): string[] =>
    names.filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length));
  return {
    files: {
      sms: localesOf('.sms.liquid').map((locale) => ({ locale, text: join(folder, `${locale}.sms.liquid`) })),
      email: localesOf('.email.mjml').map((locale) => ({
        locale,
        text: join(folder, `${locale}.email.mjml`),
        subject: join(folder, `${locale}.email.yaml`),
      })),
    },
    problems: [...names.flatMap((name) => nameProblem(folder, name)), ...pairProblems(folder, names)],
  };
};
