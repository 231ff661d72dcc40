import { contentSecurityPolicy, html, type Markup, page } from '../domain/html.ts';
import type { Language } from '../domain/language.ts';
import { texts } from '../domain/texts.ts';

/** What API Gateway (proxy) sends back. */
export type Answer = { statusCode: number; headers: Record<string, string>; body: string };

/** On every answer: nothing is kept, framed, sniffed, indexed, or told to the next site. */
const security = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex, nofollow',
};

export const answer = (statusCode: number, contentType: string, body: string): Answer => ({
  statusCode,
  headers: { ...security, 'Content-Type': contentType },
  body,
});

export const showPage = (language: Language, title: string, content: Markup, statusCode = 200): Answer =>
  answer(statusCode, 'text/html; charset=utf-8', page(language, title, content));

/** One page for every link that opens nothing: wrong, foreign, expired, of another purpose. It tells none of it. */
export const gone = (language: Language): Answer => {
  const { goneTitle, gone: text } = texts[language];
  return showPage(language, goneTitle, html`<p>${text}</p>`, 404);
};

export const tryLater = (language: Language): Answer => {
  const { laterTitle, later } = texts[language];
  return showPage(language, laterTitle, html`<p>${later}</p>`, 503);
};

export const redirect = (to: string): Answer => ({
  statusCode: 302,
  headers: { ...security, 'Content-Type': 'text/plain; charset=utf-8', Location: to },
  body: '',
});

/** A GIF of one pixel whose bytes are all ASCII: so it needs no binary media type in API Gateway. */
const pixel = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64').toString('latin1');
export const onePixel = (): Answer => answer(200, 'image/gif', pixel);
