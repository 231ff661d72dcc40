import type { Template, TemplateSet } from '../../lambdas/delivery/domain/templates/template-set.ts';

const common = {
  ...{ templateId: 'hello', fallbackLocale: 'en', schema: { name: 'string' }, sample: { name: 'Ann' } },
} satisfies Partial<Template>;

/** Says "Hi <name>" by SMS and e-mail, in English. */
export const helloTemplates = (programId: string): TemplateSet => ({
  ...{ programId, hash: 't1' },
  templates: [
    {
      ...{ ...common, channel: 'email' },
      // The build adds those of the worker's variables that a text uses.
      ...{ schema: { name: 'string', footer: 'string' }, sample: { name: 'Ann', footer: 'Somebody Inc.' } },
      locales: {
        en: {
          ...{ channel: 'email', subject: 'Hi {{ name }}', text: 'Hi {{ name }}' },
          html: '<p>Hi {{ name }}</p><p>{{ footer }}</p>',
        },
      },
    },
    { ...common, channel: 'sms', locales: { en: { channel: 'sms', text: 'Hi {{ name }}', shorten: [] } } },
  ],
});
