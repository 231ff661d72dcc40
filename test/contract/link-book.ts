import { expect, it } from 'vitest';
import type { LinkBook } from '../../lambdas/responses/ports.ts';

type Book = LinkBook & { revokeMessage(notificationId: string): void | Promise<void> };
const [first, later] = [new Date('2990-11-20T18:00:00.000Z'), new Date('2990-11-20T19:00:00.000Z')];

/** @param unique makes ids nobody else uses: tables are shared */
export const linkBookContract = (create: () => Book, unique: (prefix: string) => string): void => {
  const aLink = () => ({ token: unique('token'), notificationId: unique('n') });

  it('knows nothing of a link nobody touched', async () => {
    expect(await create().state(aLink())).toEqual({ revoked: false });
  });

  it('dates the first use of a link, and of no other', async () => {
    const book = create();
    const [link, other] = [aLink(), aLink()];
    await book.use(link.token, first);
    await book.use(link.token, later);
    expect(await book.state(link)).toEqual({ revoked: false, usedAt: first.toISOString() });
    expect(await book.state({ ...other, notificationId: link.notificationId })).toEqual({ revoked: false });
  });

  it('takes back all links of a message, used or not', async () => {
    const book = create();
    const link = aLink();
    await book.use(link.token, first);
    await book.revokeMessage(link.notificationId);
    expect(await book.state(link)).toEqual({ revoked: true, usedAt: first.toISOString() });
    expect(await book.state({ ...link, token: unique('token') })).toEqual({ revoked: true });
    expect(await book.state(aLink())).toEqual({ revoked: false });
  });
};
