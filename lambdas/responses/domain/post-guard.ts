import type { PageRequest } from './page-request.ts';

/** Twice what the longest review takes as JSON, were every character escaped. */
const mostBytes = 65_536;
export type Refusal = { statusCode: 403 | 413 | 415; error: 'cross-site' | 'too-large' | 'media-type' };

/**
 * Why a POST of the API is not even looked at. Cross-site: a browser says where a request comes from by `Sec-Fetch-Site`
 * (Fetch Metadata, W3C) or `Origin`; JSON's media type besides can't be sent by a form.
 * @param pagesOrigin origin of WEB_URL
 */
export const refusalOf = (
  { origin, fetchSite, contentType, body }: Pick<PageRequest, 'origin' | 'fetchSite' | 'contentType' | 'body'>,
  pagesOrigin: string,
): Refusal | undefined => {
  const foreignSite = fetchSite !== undefined && fetchSite !== 'same-origin';
  if (foreignSite || (origin !== undefined && origin !== pagesOrigin)) return { statusCode: 403, error: 'cross-site' };
  if (!/^application\/json\s*(;|$)/i.test(contentType)) return { statusCode: 415, error: 'media-type' };
  return Buffer.byteLength(body) > mostBytes ? { statusCode: 413, error: 'too-large' } : undefined;
};
