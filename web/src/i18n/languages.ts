// The languages of the pages. Each is a file of its own, loaded when somebody speaks it.
import type { Messages } from './messages/en.ts';

const loaders = {
  en: () => import('./messages/en.ts'),
  de: () => import('./messages/de.ts'),
  fr: () => import('./messages/fr.ts'),
  es: () => import('./messages/es.ts'),
  ja: () => import('./messages/ja.ts'),
  'pt-BR': () => import('./messages/pt-br.ts'),
  hi: () => import('./messages/hi.ts'),
} satisfies Record<string, () => Promise<{ default: Messages }>>;

/** As a BCP 47 tag. */
export type Language = keyof typeof loaders;

/** The first of some locales, such as `de-AT`, that the pages speak, whatever its country; else English. */
export const languageOf = (locales: readonly string[]): Language => {
  const spoken = Object.keys(loaders) as Language[];
  const first = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] ?? '';
  for (const locale of locales) {
    const found = spoken.find((language) => first(language) === first(locale));
    if (found) return found;
  }
  return 'en';
};

/** A language as this browser writes dates in it: `en-GB` where English is spoken the British way. */
export const regionalOf = (language: Language): string =>
  navigator.languages.find((locale) => languageOf([locale]) === language && locale.startsWith(language)) ?? language;

/** Every word in a language. */
export const messagesIn = async (language: Language): Promise<Messages> => (await loaders[language]()).default;
