// Single values of a body nobody vouches for: the value in one form, or undefined.

/** ISO 8601 with date and time to UTC; years a calendar knows. */
export const toInstant = (text: string | undefined): string | undefined => {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return undefined;
  // Discovery's times are UTC even where the "Z" is missing; a local reading would depend on the machine.
  const time = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
};

export const toLocalDate = (text: string | undefined): string | undefined =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;

export const toZone = (text: string | undefined): string | undefined => {
  try {
    return text === undefined
      ? undefined
      : new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
};

/** `en-us` to `en-US`; what is no locale to English, Discovery's own default. */
export const toLocale = (text: string | undefined): string => {
  try {
    return Intl.getCanonicalLocales((text ?? 'en-US').replace('_', '-'))[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
};

/** http and https only: the link goes into messages. */
export const toWebUrl = (text: string | undefined): string | undefined => {
  const url = text === undefined ? null : URL.parse(text.trim());
  return url && /^https?:$/.test(url.protocol) && url.username === '' ? url.href : undefined;
};
