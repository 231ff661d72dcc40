// While a short URL is on its way messages wait for it, but never past the use of the reminder (issue 4, section 5).

type Link = { url?: string; shortUrl?: string };

/**
 * The links that messages may carry now, by channel; a channel without one waits. `waitUntil` (ISO 8601): decide again
 * then. No `waitUntil`: this is final.
 */
export type LinkDecision = { links: { email?: string; sms?: string }; waitUntil?: string };

const POLL_MS = 60_000;
/** SMS with a long URL that doesn't fit wait this long before the sale, then go as they are: late helps more than never. */
const LAST_CALL_MS = 5 * 60_000;

/**
 * The short URL as soon as it is there. Without it, everybody waits until `deadlineMinutes` before the sale; then
 * e-mail takes the long URL, and SMS too if it fits, or else at the very last.
 * @param moment `fits`: whether an SMS with the long URL keeps to its limit in parts
 */
export const decideLinks = (
  { url, shortUrl }: Link,
  moment: { now: Date; saleStartsAt: string; deadlineMinutes: number; fits: boolean },
): LinkDecision => {
  if (shortUrl !== undefined) return { links: { email: shortUrl, sms: shortUrl } };
  if (url === undefined) return { links: {} };
  const start = Date.parse(moment.saleStartsAt);
  const now = moment.now.getTime();
  const deadline = start - moment.deadlineMinutes * 60_000;
  if (now < deadline) return { links: {}, waitUntil: iso(Math.min(now + POLL_MS, deadline)) };
  const lastCall = Math.max(deadline, start - LAST_CALL_MS);
  if (moment.fits || now >= lastCall) return { links: { email: url, sms: url } };
  return { links: { email: url }, waitUntil: iso(Math.min(now + POLL_MS, lastCall)) };
};

const iso = (ms: number): string => new Date(ms).toISOString();

/** What the words of a reminder need at most, in GSM-7 and in UCS-2 characters (programs/templates: the longest locales). */
const WORDS = { gsm: 190, ucs: 100 };
/** Characters of one part of several (3GPP TS 23.038, with the 6-byte header). */
const PART = { gsm: 153, ucs: 67 };
const UCS_LANGUAGES = new Set(['ja', 'hi', 'zh', 'ko', 'th', 'ru', 'ar', 'he', 'el']);

/** Whether a URL of this length leaves room for the words. An estimate on the safe side; the renderer has the last word. */
export const urlFits = (url: string, { locale, parts }: { locale: string; parts: number }): boolean => {
  const alphabet = UCS_LANGUAGES.has(locale.slice(0, 2).toLowerCase()) ? 'ucs' : 'gsm';
  return url.length <= parts * PART[alphabet] - WORDS[alphabet];
};
