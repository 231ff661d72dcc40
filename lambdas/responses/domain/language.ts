const languages = ['en', 'de', 'fr', 'es', 'ja', 'pt-BR', 'hi'] as const;
/** The languages of the pages, as BCP 47 tags. */
export type Language = (typeof languages)[number];

/** The page's language for a locale such as `de-AT`: the same language, else English. */
export const languageOf = (locale: string): Language => {
  const [wanted] = locale.toLowerCase().split(/[-_]/);
  return languages.find((language) => language.toLowerCase().split('-')[0] === wanted) ?? 'en';
};

/** The first language of an `Accept-Language` header that the pages speak. */
export const acceptedLanguage = (header: string): Language => {
  const asked = header
    .slice(0, 200)
    .split(',')
    .map((part) => part.split(';')[0]?.trim() ?? '');
  const spoken = asked.find((tag) => languageOf(tag) !== 'en' || tag.toLowerCase().startsWith('en'));
  return languageOf(spoken ?? 'en');
};
