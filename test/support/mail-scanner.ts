// What a gateway does with a message before its customer sees it: it visits every link.

import { openPage } from './pages.ts';
import type { Email } from './simulators.ts';

/** Every link on this machine in an e-mail: of its HTML, its text and its headers. */
export const linksOf = ({ html, text, headers }: Email): string[] => {
  const written = [html.replaceAll('&amp;', '&'), text, headers.get('List-Unsubscribe') ?? ''].join('\n');
  return [...new Set(written.match(/http:\/\/127\.0\.0\.1[^\s"<>']+/g) ?? [])];
};

/** Looks at a link by HEAD and GET, follows where it leads, and asks the API as the page's script would. */
export const visit = async (link: string): Promise<void> => {
  const headers = { 'user-agent': 'Mozilla/5.0 (compatible; Mimecast link scanner)' };
  await fetch(link, { method: 'HEAD', headers });
  const { url } = await fetch(link, { headers });
  if (/\/(s|r|q|u|p|confirm)\/[^/]+$/.test(url)) await openPage(url);
};
