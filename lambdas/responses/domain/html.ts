// The smallest safe way to write HTML: every value is escaped, unless it is Markup already.
import { createHash } from 'node:crypto';
import type { Language } from './language.ts';

export type Markup = { readonly markup: string };
type Value = string | Markup | readonly Markup[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const textOf = (value: Value): string => {
  if (typeof value === 'string') return value.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
  return Array.isArray(value) ? value.map(({ markup }) => markup).join('') : (value as Markup).markup;
};

/** A template literal whose values are escaped. Attributes must stand in double quotes. */
export const html = (parts: TemplateStringsArray, ...values: Value[]): Markup => ({
  markup: String.raw({ raw: parts }, ...values.map(textOf)),
});
export const nothing: Markup = { markup: '' };

const style =
  'body{font:1.125rem/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}' +
  'fieldset{border:1px solid #767676;border-radius:.25rem;margin:0 0 1rem}label{display:block;padding:.375rem 0}' +
  'button{font:inherit;min-height:2.75rem;padding:.25rem 1rem;margin:0 .5rem .5rem 0;border:1px solid #1a1a1a;border-radius:.25rem;background:#1a1a1a;color:#fff}' +
  'button.second{background:#fff;color:#1a1a1a}:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}';
/** Lets in this style and nothing else: no script, no image, no foreign form (Content-Security-Policy). */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A whole page: language, title as heading, content. */
export const page = (language: Language, title: string, content: Markup): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`.markup;
