// Our own pages as a browser, or a mail client, asks for them.

export type Page = { status: number; html: string };

const pageOf = async (answer: Response): Promise<Page> => ({ status: answer.status, html: await answer.text() });

/** What a scanner does with every link, and a person before pressing the button. */
export const openPage = async (url: string): Promise<Page> => pageOf(await fetch(url));

/** Presses a form's button. */
export const submit = async (url: string, fields: [string, string][] = []): Promise<Page> =>
  pageOf(await fetch(url, { method: 'POST', body: new URLSearchParams(fields) }));

/** The POST of a mail client's own button (RFC 8058). */
export const oneClick = (url: string): Promise<Page> => submit(url, [['List-Unsubscribe', 'One-Click']]);

/** The same link with another token of the same length. */
export const forged = (url: string): string => {
  const last = url.at(-1) === 'A' ? 'B' : 'A';
  return `${url.slice(0, -1)}${last}`;
};
