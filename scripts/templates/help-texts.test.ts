// What help with an issue of the app says, as the build compiles it (seeds/predictive-issue-resolution.md).
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TemplateVariables } from '../../lambdas/delivery/domain/notification/notification.ts';
import { type RenderedMessage, renderMessage } from '../../lambdas/delivery/domain/templates/render.ts';
import type { Template, TemplateSet } from '../../lambdas/delivery/domain/templates/template-set.ts';
import { compiledTemplates } from '../build/templates.ts';

const programId = 'predictive-issue-resolution';
const sets = await compiledTemplates(fileURLToPath(new URL('../../programs', import.meta.url)), [programId]);
const set = sets[programId] as TemplateSet;

const locales = ['de', 'en', 'es', 'fr', 'hi', 'ja', 'pt-BR'];
const listed = [
  'app_crash',
  'login_failure',
  'payment_error',
  'data_sync',
  'performance',
  'data_loss',
  'security_warning',
];
const token = `k1.${'Ab1-'.repeat(12)}_9`;
/** As long as ours get: CloudFront's own name. */
const long = (path: string): string => `https://d111111abcdef8.cloudfront.net/${path}/${token}`;

type About = { templateId?: string; channel: 'sms' | 'email'; locale: string };
const templateFor = ({ templateId = 'help', channel }: About): Template =>
  set.templates.find((one) => one.templateId === templateId && one.channel === channel) as Template;
const render = (about: About, overrides: TemplateVariables = {}): RenderedMessage => {
  const { templateId = 'help', channel, locale } = about;
  const own = { solutionUrl: long('s'), satisfactionUrl: long('q') };
  const variables = { ...templateFor(about).sample, ...own, ...overrides };
  return renderMessage({ set, templateId, channel, locale, variables });
};
const sms = (locale: string, overrides: TemplateVariables = {}) => render({ channel: 'sms', locale }, overrides);

describe('help by SMS', () => {
  it('says what the seed says', () => {
    expect(sms('en-US').text).toBe(
      `Hi Alex, we noticed you're experiencing app crashes. We've identified the issue and have a fix ready. Tap here for solution: ${long('s').slice(8)}`,
    );
  });

  it('claims no fix where none is known', () => {
    expect(sms('en-US', { fixKnown: false }).text).toBe(
      `Hi Alex, we noticed you're experiencing app crashes. We're looking into it. Here is what helps meanwhile: ${long('s').slice(8)}`,
    );
    for (const locale of locales) expect(sms(locale, { fixKnown: false }).text).not.toBe(sms(locale).text);
  });

  it.each(locales)('names each issue in %s, and any other as a problem with the app', (locale) => {
    const texts = [...listed, 'other_error'].map((issueType) => sms(locale, { issueType, firstName: null }).text);
    expect(new Set(texts).size).toBe(texts.length);
    expect(sms(locale, { issueType: 'never_heard_of', firstName: null }).text).toBe(texts.at(-1));
  });

  it.each(locales)('calls a customer by name in %s where it is known', (locale) => {
    expect(sms(locale, { firstName: 'Ana' }).text).toContain('Ana');
    expect(sms(locale, { firstName: null }).text).not.toMatch(/null|undefined| ,| {2}/);
  });

  it.each(locales)('fits two parts in %s with its whole link, whatever the customer is called', (locale) => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(name, fc.constantFrom(...listed, 'other_error'), fc.boolean(), (firstName, issueType, fixKnown) => {
        const message = sms(locale, { firstName, issueType, fixKnown });
        return message.text.endsWith(` ${long('s').slice(8)}`) && 'parts' in message && message.parts <= 2;
      }),
      { numRuns: 60 },
    );
  });

  it.each(['de', 'en', 'es', 'fr', 'pt-BR'])('stays GSM-7 in %s for every issue', (locale) => {
    for (const issueType of [...listed, 'other_error'])
      for (const fixKnown of [true, false])
        expect(sms(locale, { issueType, fixKnown, firstName: null }), issueType).toMatchObject({ encoding: 'GSM-7' });
  });
});

describe('help by e-mail', () => {
  const email = (locale: string, overrides: TemplateVariables = {}) => {
    const message = render({ channel: 'email', locale }, overrides);
    if (message.channel !== 'email') throw new Error('not an e-mail');
    return message;
  };

  it('acknowledges, explains, gives steps and the update’s link, and offers a call', () => {
    const { subject, text } = email('en-US');
    expect(subject).toBe('We’re Here to Help - App Issue Detected');
    for (const said of ['app crashes in version 2.5.1', 'We’ve identified the issue', 'ask for a call'])
      expect(text.toLowerCase()).toContain(said.toLowerCase());
    expect(text).toContain(
      '- Update the app to version 2.5.2. Open the app store: https://apps.apple.com/app/id1234567890',
    );
    expect(text).toContain('- Clear the app’s cache.');
    expect(text).toContain('- Reinstall the app.');
  });

  it.each(locales)('names in %s only the steps that help', (locale) => {
    const none = { update: false, clearCache: false, reinstall: false };
    const steps = (overrides: TemplateVariables) => (email(locale, overrides).html.match(/<li>/g) ?? []).length;
    expect(steps({ ...none, clearCache: true })).toBe(1);
    expect(steps({ ...none, update: true, reinstall: true, storeUrl: null, toVersion: null })).toBe(2);
    expect(email(locale, { ...none, clearCache: true }).html).not.toContain('apps.apple.com');
  });

  it.each(locales)('promises no fix in %s where none is known, and leads to the same page', (locale) => {
    const [known, unknown] = [email(locale), email(locale, { fixKnown: false })];
    expect(known.text).not.toBe(unknown.text);
    for (const { text, html } of [known, unknown]) {
      expect(text).toContain(long('s'));
      expect(html).toContain(`href="${long('s')}"`);
      expect(html + text).not.toMatch(/\{\{|\{%|undefined|null/);
    }
  });
});

describe('the two questions', () => {
  it.each(locales)('are asked in %s by e-mail and SMS, of help and of a call', (locale) => {
    for (const channel of ['sms', 'email'] as const) {
      const asked = ['resolution', 'call'].map(
        (about) => render({ templateId: 'satisfaction', channel, locale }, { about }).text,
      );
      expect(new Set(asked).size).toBe(2);
      for (const text of asked) expect(text).toContain(long('q').slice(8));
    }
  });

  it.each(locales)('fit two parts by SMS in %s', (locale) => {
    expect(render({ templateId: 'satisfaction', channel: 'sms', locale }, { about: 'call' })).toMatchObject({
      parts: expect.toSatisfy((parts: number) => parts <= 2),
    });
  });
});
