// What the two programs say, as the build compiles it (seeds/ticket-sale-reminders.md, seeds/product-reviews.md).
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TemplateVariables } from '../../lambdas/delivery/domain/notification/notification.ts';
import { type RenderedMessage, renderMessage } from '../../lambdas/delivery/domain/templates/render.ts';
import type { Template } from '../../lambdas/delivery/domain/templates/template-set.ts';
import { compiledTemplates } from '../build/templates.ts';

const programs = fileURLToPath(new URL('../../programs', import.meta.url));
const sets = await compiledTemplates(programs, [
  'ticket-sale-reminders',
  'product-reviews',
  'predictive-issue-resolution',
]);

type About = { programId?: string; templateId?: string; channel: 'sms' | 'email'; locale: string };
const templateFor = ({ programId = 'ticket-sale-reminders', templateId = 'sale-reminder', channel }: About): Template =>
  sets[programId]?.templates.find((one) => one.templateId === templateId && one.channel === channel) as Template;
const render = (about: About, overrides: TemplateVariables = {}): RenderedMessage => {
  const { programId = 'ticket-sale-reminders', templateId = 'sale-reminder', channel, locale } = about;
  const variables = { ...templateFor(about).sample, ...overrides };
  return renderMessage({ set: sets[programId] as never, templateId, channel, locale, variables });
};

const reminderLocales = ['de', 'en', 'es', 'fr', 'hi', 'ja', 'pt-BR'];
const latin = ['de', 'en', 'es', 'fr', 'pt-BR'];

describe('sale reminders', () => {
  it('name the presale (scenario 1)', () => {
    expect(render({ channel: 'sms', locale: 'en-US' }, { url: 'https://bit.ly/3xYZ' })).toMatchObject({
      text: "It's almost time! Tickets for Taylor Swift Verified Fan Presale in Los Angeles will be going on sale at 10:00 AM PST. Get your tickets with Ticketmaster: bit.ly/3xYZ",
      encoding: 'GSM-7',
      parts: 2,
    });
  });

  it('leave the presale out for public sales (scenario 2)', () => {
    const sale = { artist: 'Beyoncé', saleName: null, url: 'https://bit.ly/3xYZ' };
    expect(render({ channel: 'sms', locale: 'en-US' }, sale)).toMatchObject({
      text: "It's almost time! Tickets for Beyoncé in Los Angeles will be going on sale at 10:00 AM PST. Get your tickets with Ticketmaster: bit.ly/3xYZ",
      encoding: 'GSM-7',
      parts: 1,
    });
  });

  it('carry the event’s poster by e-mail, and do without where there is none', () => {
    const poster = 'src="https://images.example/the-eras-tour.jpg"';
    expect(render({ channel: 'email', locale: 'en' })).toMatchObject({ html: expect.stringContaining(poster) });
    expect(render({ channel: 'email', locale: 'en' }, { posterUrl: null })).not.toMatchObject({
      html: expect.stringContaining('<img'),
    });
  });

  it.each(['sms', 'email'] as const)('are written in seven languages for %s', (channel) => {
    expect(Object.keys(templateFor({ channel, locale: 'en' }).locales).sort()).toEqual(reminderLocales);
    const texts = reminderLocales.map((locale) => render({ channel, locale }).text);
    expect(new Set(texts).size).toBe(reminderLocales.length);
  });

  it.each([
    ['de-DE', 'Europe/Berlin', '19:00 MEZ'],
    ['fr-FR', 'Europe/Paris', '19:00 CET'],
    ['es-ES', 'Europe/Madrid', '19:00 CET'],
    ['ja-JP', 'Asia/Tokyo', '3:00 JST'],
    ['pt-BR', 'America/Sao_Paulo', '15:00 BRT'],
    ['hi-IN', 'Asia/Kolkata', '11:30 pm IST'],
    ['en-AU', 'Australia/Sydney', '5:00 am AEDT'],
    ['en-US', 'Europe/Berlin', '7:00 PM CET'],
    ['de-DE', 'America/New_York', '13:00 EST'],
  ])('say the time at the venue: %s in %s is %s', (locale, zone, said) => {
    expect(render({ channel: 'sms', locale }, { zone }).text).toContain(said);
  });

  it.each(latin)('stay GSM-7 in %s', (locale) => {
    for (const templateId of ['sale-reminder', 'confirm-contact'])
      expect(render({ channel: 'sms', locale, templateId })).toMatchObject({ encoding: 'GSM-7' });
  });

  it.each(reminderLocales)('fit two parts in %s, whatever artist, sale and city are called', (locale) => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }).filter((text) => text.trim() !== '');
    const url = 'https://bit.ly/3xYZabc';
    fc.assert(
      fc.property(name, fc.option(name), name, (artist, saleName, city) => {
        const message = render({ channel: 'sms', locale }, { artist, saleName, city, url });
        return message.text.includes('bit.ly/3xYZabc') && 'parts' in message && message.parts <= 2;
      }),
      { numRuns: 60 },
    );
  });

  it('keep an artist’s name whole where its script takes room: the text becomes brief', () => {
    const sale = { artist: '東京スカパラダイスオーケストラ', saleName: null, city: 'Chicago', zone: 'America/Chicago' };
    expect(render({ channel: 'sms', locale: 'en-US' }, sale)).toMatchObject({
      text: '東京スカパラダイスオーケストラ, Chicago: tickets from 12:00 PM CST. bit.ly/3xYZ',
      encoding: 'UCS-2',
      parts: 1,
    });
  });

  it('lose an accent rather than half their words', () => {
    const sale = { artist: 'Rosalía', saleName: null, city: 'São Paulo', zone: 'America/Sao_Paulo' };
    expect(render({ channel: 'sms', locale: 'es' }, sale)).toMatchObject({
      text: '¡Ya casi es la hora! Las entradas para Rosalia en Sao Paulo salen a la venta a las 15:00 BRT. Consigue las tuyas con Ticketmaster: bit.ly/3xYZ',
      encoding: 'GSM-7',
    });
  });

  it.each(reminderLocales)('ask for confirmation in %s with a whole link, whatever the event is called', (locale) => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(name, (eventName) => {
        const message = render({ channel: 'sms', locale, templateId: 'confirm-contact' }, { eventName });
        const isWhole = message.text.includes(' https://pages.herald.example/c/8J3kQw5ZrT0aVb2NxYcD1e ');
        return isWhole && 'parts' in message && message.parts <= 2;
      }),
      { numRuns: 60 },
    );
  });
});

describe('every e-mail', () => {
  const emails = Object.values(sets).flatMap(({ programId, templates }) =>
    templates
      .filter(({ channel }) => channel === 'email')
      .flatMap(({ templateId, locales }) =>
        Object.keys(locales).map((locale) => ({ programId, templateId, channel: 'email' as const, locale })),
      ),
  );

  it.each(emails)('of $programId/$templateId in $locale says the same in HTML and text', (about) => {
    const message = render(about);
    if (message.channel !== 'email') throw new Error('not an e-mail');
    const links = [...message.html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href as string);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(message.text).toContain(link);
    expect(message.text).toContain('Herald Inc., 1 Example Street, Springfield');
    expect(message.html).toContain('Herald Inc., 1 Example Street, Springfield');
    expect(message.html + message.text + message.subject).not.toMatch(/\{\{|\{%|undefined|null|&amp;amp;/);
    expect(message.html).toContain(`lang="${about.locale}"`);
    expect(message.html).not.toMatch(/fonts\.googleapis|<script|@import/);
  });

  it.each(emails.filter(({ templateId }) => templateId !== 'confirm-contact'))(
    'of $programId/$templateId in $locale offers a way out',
    (about) => {
      const { text } = render(about, {
        unsubscribeUrl: 'https://out.example/u',
        preferencesUrl: 'https://out.example/p',
      });
      expect(text).toMatch(/: https:\/\/out\.example\/u\n/);
      expect(text).toMatch(/: https:\/\/out\.example\/p\n/);
    },
  );
});

describe('review requests', () => {
  const about = { programId: 'product-reviews', templateId: 'review-request-v3', channel: 'email' } as const;

  it.each([
    ['en-US', 'How was your Desk Lamp?', 'Write a review'],
    ['en-GB', 'How was your Desk Lamp?', 'Write a review'],
    ['en-IN', 'How was your Desk Lamp?', 'Write a review'],
    ['en-AU', 'How was your Desk Lamp?', 'Write a review'],
    ['de-DE', 'Wie zufrieden sind Sie mit „Desk Lamp“?', 'Bewertung schreiben'],
    ['fr-FR', 'Que pensez-vous de votre achat : Desk Lamp ?', 'Rédiger un avis'],
    ['ja-JP', '「Desk Lamp」はいかがでしたか？', 'レビューを書く'],
    ['pt-BR', 'O que você achou de Desk Lamp?', 'Escrever uma avaliação'],
  ])('ask in the marketplace’s language: %s', (locale, subject, button) => {
    const message = render({ ...about, locale }, { productName: 'Desk Lamp' });
    expect(message).toMatchObject({ subject, text: expect.stringContaining(`${button}: https://herald.example/r/`) });
  });

  it('greet by name only where it is known', () => {
    expect(render({ ...about, locale: 'en' }).text).toContain('Hello Alex,');
    expect(render({ ...about, locale: 'en' }, { firstName: null }).text).toContain('Hello,');
  });
});
