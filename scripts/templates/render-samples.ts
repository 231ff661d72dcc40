// Renders every text with the sample data, with and without what is optional: what can't be sent is not deployed.
import { join, relative } from 'node:path';
import { renderMessage } from '../../lambdas/delivery/domain/templates/render.ts';
import type { Template, TemplateSet } from '../../lambdas/delivery/domain/templates/template-set.ts';
import { messageOf } from '../../lambdas/shared/errors.ts';
import type { Problem } from '../programs/problem.ts';

const suffix = { sms: 'sms.liquid', email: 'email.mjml' } as const;

const variants = ({ schema, sample }: Template): Template['sample'][] => {
  const required = Object.entries(sample).filter(([name]) => !schema[name]?.startsWith('optional-'));
  return [sample, Object.fromEntries(required)];
};

/** What goes wrong when every locale of every template is rendered. @param folder of the program's templates */
export const renderSamples = (set: TemplateSet, folder: string): Problem[] =>
  set.templates.flatMap((template) =>
    Object.keys(template.locales).flatMap((locale) => {
      const { templateId, channel } = template;
      const file = relative(process.cwd(), join(folder, templateId, `${locale}.${suffix[channel]}`));
      const wrong = variants(template).flatMap((variables) => {
        try {
          renderMessage({ set, templateId, channel, locale, variables });
          return [];
        } catch (error) {
          return [messageOf(error)];
        }
      });
      return [...new Set(wrong)].map((what) => ({
        file,
        line: 1,
        column: 1,
        what: `with the sample data: ${what}`,
        right: 'Correct the text, or the sample in template.yaml',
      }));
    }),
  );
