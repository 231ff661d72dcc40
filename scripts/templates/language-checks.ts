import { join, relative } from 'node:path';
import { chooseLocale } from '../../lambdas/delivery/domain/templates/choose-locale.ts';
import type { Template, TemplateSet } from '../../lambdas/delivery/domain/templates/template-set.ts';
import type { AnyProgram } from '../../lambdas/shared/programs/any-program.ts';
import type { MarketplaceCode, Marketplaces } from '../../lambdas/shared/programs/marketplace-schema.ts';
import type { Problem } from '../programs/problem.ts';

const languageOf = (locale: string): string => locale.split('-')[0] as string;

const isSpoken = ({ locales, fallbackLocale }: Template, wanted: string): boolean =>
  languageOf(chooseLocale(wanted, Object.keys(locales), fallbackLocale)) === languageOf(wanted);

/**
 * Every marketplace of a program is written to in its own language.
 * @param around `folder` of the program's templates
 */
export const languageChecks = (
  set: TemplateSet,
  program: AnyProgram,
  around: { folder: string; marketplaces: Marketplaces },
): Problem[] =>
  set.templates.flatMap((template) => {
    const silent = program.marketplaces.filter(
      (code: MarketplaceCode) => !isSpoken(template, around.marketplaces[code].locale),
    );
    return silent.map((code) => ({
      file: relative(process.cwd(), join(around.folder, template.templateId, 'template.yaml')),
      line: 1,
      column: 1,
      what: `marketplace ${code} reads ${around.marketplaces[code].locale}, but there is no ${template.channel} text in that language`,
      right: `Write ${languageOf(around.marketplaces[code].locale)}, or take ${code} out of the program's marketplaces`,
    }));
  });
