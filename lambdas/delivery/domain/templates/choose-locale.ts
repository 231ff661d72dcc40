const languageOf = (locale: string): string => locale.toLowerCase().split(/[-_]/)[0] as string;

/**
 * Which of a template's locales a reader gets: the exact one, else the plain language, else another region of the
 * language (the fallback's before others), else the fallback.
 * @param available BCP 47 tags
 */
export const chooseLocale = (wanted: string, available: readonly string[], fallback: string): string => {
  const exact = available.find((locale) => locale.toLowerCase() === wanted.toLowerCase().replace('_', '-'));
  if (exact) return exact;
  const related = available.filter((locale) => languageOf(locale) === languageOf(wanted));
  return (
    related.find((locale) => !locale.includes('-')) ?? related.find((l) => l === fallback) ?? related[0] ?? fallback
  );
};

/** By the tag as it was given: customers bring few, and reading one takes as long as writing a line of text. */
const canonical = new Map<string, string | undefined>();
const mostKept = 500;

const canonicalOf = (wanted: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(wanted.replace('_', '-'))[0];
  } catch {
    return undefined; // a customer's data, not ours: "en_US!" must not keep them from their message
  }
};

/**
 * The locale that dates and numbers are written in: the reader's own region where the text is in their language
 * (an Australian reading the English text), else the text's.
 */
export const formatLocale = (wanted: string, used: string): string => {
  if (languageOf(wanted) !== languageOf(used)) return used;
  if (!canonical.has(wanted)) {
    if (canonical.size >= mostKept) canonical.clear();
    canonical.set(wanted, canonicalOf(wanted));
  }
  return canonical.get(wanted) ?? used;
};
