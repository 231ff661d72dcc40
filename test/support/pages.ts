// Our own pages as a browser's script, a scanner, or a mail client asks for them.

/** `body`: what the API says, or {} where an answer is no JSON. */
export type Page = { status: number; body: Record<string, unknown> };

const routes: Record<string, string> = {
  ...{ s: 'solution', r: 'review', q: 'satisfaction' },
  ...{ u: 'unsubscribe', p: 'preferences', confirm: 'confirm' },
};

const pageOf = async (answer: Response): Promise<Page> => {
  const isJson = answer.headers.get('content-type')?.startsWith('application/json');
  const body = isJson ? ((await answer.json()) as Page['body']) : {};
  return { status: answer.status, body };
};

/** Where the page of a link asks: the same place, by route. */
const apiOf = (link: string): string =>
  link.replace(/\/([a-z]+)\/([^/]+)$/, (_, page: string, token: string) => `/api/${routes[page]}/${token}`);

/** What the page shows: a GET of the API, as its script does when a person or a scanner opens the link. */
export const openPage = async (link: string): Promise<Page> => pageOf(await fetch(apiOf(link)));

/** Presses the page's button. @param below such as `photos` */
export const submit = async (link: string, body: object = {}, below?: string): Promise<Page> => {
  const headers = { 'content-type': 'application/json' };
  const url = below === undefined ? apiOf(link) : `${apiOf(link)}/${below}`;
  return pageOf(await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }));
};

/** The link itself, as a scanner follows it; where it leads to is not followed. */
export const followLink = async (link: string): Promise<Response> => fetch(link, { redirect: 'manual' });

/** The POST of a mail client's own button (RFC 8058). */
export const oneClick = async (link: string): Promise<Page> =>
  pageOf(await fetch(link, { method: 'POST', body: new URLSearchParams([['List-Unsubscribe', 'One-Click']]) }));

/** The same link with another token of the same length. */
export const forged = (url: string): string => {
  const last = url.at(-1) === 'A' ? 'B' : 'A';
  return `${url.slice(0, -1)}${last}`;
};
