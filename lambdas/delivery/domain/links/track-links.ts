import { safeTarget } from './safe-target.ts';

/**
 * `click` makes the redirect to a target, `pixel` is the address of the open pixel. `untracked`: our own links, which stay
 * as they are (unsubscribe, preferences).
 */
export type Tracking = { click(to: string): Promise<string>; pixel: string; untracked: readonly string[] };

const anchor = /(<a\b[^>]*?\shref\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi;

/**
 * Makes the links of an e-mail's HTML redirects that can be counted, and adds a pixel before the body's end. Links to other
 * than http(s) and `untracked` ones stay. Done twice for the same message it gives the same text.
 */
export const trackLinks = async (html: string, { click, pixel, untracked }: Tracking): Promise<string> => {
  const kept = new Set(untracked.map((url) => safeTarget(url)));
  const redirects = new Map<string, string>();
  for (const [, , double, single] of html.matchAll(anchor)) {
    const target = safeTarget(plainText(double ?? single ?? ''));
    if (target && !kept.has(target) && !redirects.has(target)) redirects.set(target, await click(target));
  }
  const tracked = html.replaceAll(anchor, (whole: string, before: string, double?: string, single?: string) => {
    const redirect = redirects.get(safeTarget(plainText(double ?? single ?? '')) ?? '');
    return redirect ? `${before}"${attributeText(redirect)}"` : whole;
  });
  return withPixel(tracked, pixel);
};

/** Hidden from readers and screen readers alike; `display: none` would keep clients from fetching it. */
const withPixel = (html: string, pixel: string): string => {
  const image = `<img src="${attributeText(pixel)}" alt="" width="1" height="1" style="width:1px;height:1px;border:0;opacity:0">`;
  const end = html.toLowerCase().lastIndexOf('</body>');
  return end < 0 ? html + image : html.slice(0, end) + image + html.slice(end);
};

const attributeText = (url: string): string => url.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const plainText = (attribute: string): string =>
  attribute
    .replaceAll(/&(?:quot|#34);/g, '"')
    .replaceAll(/&(?:apos|#39);/g, "'")
    .replaceAll('&amp;', '&');
