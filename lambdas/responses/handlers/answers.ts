/** What API Gateway (proxy) sends back. */
export type Answer = { statusCode: number; headers: Record<string, string>; body: string };

/** On every answer: nothing is kept, framed, sniffed, indexed, or told to the next site; nothing in it runs. */
const security = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-site',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex, nofollow',
};

const answer = (statusCode: number, contentType: string, body: string): Answer => ({
  statusCode,
  headers: { ...security, 'Content-Type': contentType },
  body,
});

export const plain = (statusCode: number, text: string): Answer =>
  answer(statusCode, 'text/plain; charset=utf-8', text);

export const json = (body: Record<string, unknown>, statusCode = 200): Answer =>
  answer(statusCode, 'application/json; charset=utf-8', JSON.stringify(body));

/** @param more what helps to put it right, such as `fields` */
export const refuse = (statusCode: number, error: string, more: Record<string, unknown> = {}): Answer =>
  json({ error, ...more }, statusCode);

/** One answer for every link that opens nothing: wrong, foreign, expired, used, revoked, of another purpose. */
export const gone = (): Answer => refuse(404, 'gone');
/** The same for links that are no part of the API; the page with the words is at WEB_URL. */
export const plainGone = (): Answer => plain(404, 'This link opens nothing (any more).');

/** 302 keeps a GET; 303 makes one of a POST. */
export const redirect = (to: string, statusCode: 302 | 303 = 302): Answer => {
  const empty = plain(statusCode, '');
  return { ...empty, headers: { ...empty.headers, Location: to } };
};

/** A GIF of one pixel whose bytes are all ASCII: so it needs no binary media type in API Gateway. */
const pixel = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64').toString('latin1');
export const onePixel = (): Answer => answer(200, 'image/gif', pixel);
