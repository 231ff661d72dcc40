const longest = 2_000;

/** A redirect's target in its normal form, or nothing: only absolute http(s) addresses without a user in them. */
export const safeTarget = (text: string): string | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined;
  return url.username === '' && url.password === '' && url.href.length <= longest ? url.href : undefined;
};
