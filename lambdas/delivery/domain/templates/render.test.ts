import { describe, expect, it } from 'vitest';
import type { TemplateVariables } from '../notification/notification.ts';
import { type RenderedMessage, renderMessage } from './render.ts';
import type { CompiledTemplate, Template, TemplateSet } from './template-set.ts';
import { workerSample, workerVariables } from './worker-variables.ts';

const schema: Template['schema'] = {
  artist: 'string',
  presale: 'optional-string',
  startsAt: 'datetime',
  zone: 'zone',
  url: 'url',
  seats: 'optional-number',
  ...workerVariables,
};
const sms = (text: string): CompiledTemplate => ({ channel: 'sms', text, shorten: [{ cut: 'artist', atLeast: 5 }] });
const set: TemplateSet = {
  programId: 'p',
  hash: 'h',
  templates: [
    {
      templateId: 't',
      channel: 'sms',
      fallbackLocale: 'en',
      schema,
      sample: {},
      smsParts: 1,
      locales: {
        en: sms('{{ artist }}{% if presale %} {{ presale }}{% endif %} at {{ startsAt | time: zone }}: {{ url }}'),
        de: sms('{{ artist }} ab {{ startsAt | time: zone }}, {{ startsAt | date: zone }}: {{ url }}'),
        'pt-BR': sms('{{ seats | plural: one: "ingresso", other: "ingressos" }} {{ url }}'),
      },
    },
    {
      templateId: 't',
      channel: 'email',
      fallbackLocale: 'en',
      schema,
      sample: {},
      locales: {
        en: {
          channel: 'email',
          subject: 'Tickets for {{ artist }}',
          html: '<a href="{{ url }}">{{ artist }}</a> {{ seats | number }}',
          text: '{{ artist }}\n\n\n\n{{ url }}  {{ footer }}',
        },
      },
    },
  ],
};
const variables = (overrides: TemplateVariables = {}): TemplateVariables => ({
  artist: 'Beyoncé',
  startsAt: '2026-11-20T18:00:00Z',
  zone: 'America/Los_Angeles',
  url: 'https://bit.ly/x?a=1&b=2',
  ...workerSample,
  ...overrides,
});
const render = (locale: string, overrides: TemplateVariables = {}, channel: 'sms' | 'email' = 'sms'): RenderedMessage =>
  renderMessage({ set, templateId: 't', channel, locale, variables: variables(overrides) });

describe('an SMS', () => {
  it('says the time in the venue’s zone, in the reader’s way', () => {
    expect(render('en-US')).toEqual({
      channel: 'sms',
      locale: 'en',
      text: 'Beyoncé at 10:00 AM PST: https://bit.ly/x?a=1&b=2',
      parts: 1,
      encoding: 'GSM-7',
    });
    expect(render('de-AT').text).toBe('Beyoncé ab 10:00 PST, Freitag, 20. November 2026: https://bit.ly/x?a=1&b=2');
    expect(render('en-GB', { zone: 'Europe/London' }).text).toContain('at 18:00 GMT');
    expect(render('en-GB', { zone: 'Europe/London', startsAt: '2026-07-01T10:00:00Z' }).text).toContain('11:00 BST');
  });

  it.each([
    ['fr', 'en'],
    ['DE_de', 'de'],
    ['pt-PT', 'pt-BR'],
    ['nonsense', 'en'],
  ])('for a reader of %s is in %s', (wanted, used) => {
    expect(render(wanted, { seats: 2 }).locale).toBe(used);
  });

  it('minds no locale that is none', () => {
    expect(render('en_US!!')).toMatchObject({ locale: 'en', text: expect.stringContaining('10:00 AM PST') });
    expect(render('')).toMatchObject({ locale: 'en' });
  });

  it('chooses plural forms by the language’s rules', () => {
    expect(render('pt-BR', { seats: 1 }).text).toMatch(/^ingresso /);
    expect(render('pt-BR', { seats: 3 }).text).toMatch(/^ingressos /);
  });

  it('is one line whatever a variable holds', () => {
    expect(render('en', { artist: 'A\r\nB\u202e\u0000C' }).text).toMatch(/^A B C at /);
  });

  it('is shortened to its limit, or refused', () => {
    const { text } = render('en', { artist: 'x'.repeat(300) });
    expect(text).toHaveLength(160);
    expect(() => render('en', { url: `https://example.com/${'x'.repeat(300)}` })).toThrow(/over its limit of 1/);
  });
});

describe('an e-mail', () => {
  it('escapes in HTML, and nowhere else', () => {
    expect(render('en', { artist: '<b>&"Q"', seats: 1234 }, 'email')).toEqual({
      channel: 'email',
      locale: 'en',
      subject: 'Tickets for <b>&"Q"',
      html: '<a href="https://bit.ly/x?a=1&amp;b=2">&lt;b&gt;&amp;&#34;Q&#34;</a> 1,234',
      text: `<b>&"Q"\n\nhttps://bit.ly/x?a=1&b=2 ${workerSample.footer}\n`,
    });
  });

  it('can have no header smuggled into its subject', () => {
    const message = render('en', { artist: 'A\r\nBcc: someone@example.com' }, 'email');
    expect(message).toMatchObject({ subject: 'Tickets for A Bcc: someone@example.com' });
  });

  it('does not run what a variable holds', () => {
    expect(render('en', { artist: '{{ url }}{% for i in (1..9) %}x{% endfor %}' }, 'email')).toMatchObject({
      subject: 'Tickets for {{ url }}{% for i in (1..9) %}x{% endfor %}',
    });
  });
});

describe('variables', () => {
  it.each<[string, TemplateVariables]>([
    ['"artist" is missing', { artist: null }],
    ['"artist" is not a text', { artist: 5 }],
    ['"startsAt" is not an ISO 8601 time', { startsAt: 'tomorrow' }],
    ['"startsAt" is not an ISO 8601 time', { startsAt: '2026-11-20T18:00:00' }],
    ['"zone" is not an IANA time zone', { zone: 'Moon/Base' }],
    ['"url" is not an absolute', { url: 'javascript:alert(1)' }],
    ['"artst" is none of the template’s', { artst: 'x' }],
    ['"footer" is missing', { footer: null }],
  ])('are refused by name: %s', (message, overrides) => {
    expect(() => render('en', overrides)).toThrow(message.replace('’', "'"));
    expect(() => render('en', overrides)).toThrow(expect.objectContaining({ name: 'InvalidInputError' }));
  });

  it('never show a value in the refusal', () => {
    expect(() => render('en', { url: 'secret-token' })).not.toThrow(/secret-token/);
  });

  it('belong to a template that exists', () => {
    expect(() => renderMessage({ set, templateId: 'u', channel: 'sms', locale: 'en', variables: {} })).toThrow(
      expect.objectContaining({ name: 'NotFoundError' }),
    );
  });
});

it('knows no tag that reads files, keeps state or switches escaping off', () => {
  for (const source of [
    '{% include "x" %}',
    '{% render "x" %}',
    '{% assign a = 1 %}',
    '{{ artist | raw }}',
    '{% liquid %}',
  ]) {
    const evil = { ...(set.templates[0] as Template), locales: { en: sms(source) } };
    const request = { set: { ...set, templates: [evil] }, templateId: 't', channel: 'sms' as const, locale: 'en' };
    expect(() => renderMessage({ ...request, variables: variables() }), source).toThrow(/can't be filled in/);
  }
});
