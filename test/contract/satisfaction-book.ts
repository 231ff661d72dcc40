import { expect, it } from 'vitest';
import type { SatisfactionBook } from '../../lambdas/responses/ports.ts';

const rating = { solved: 5, effort: 4, at: '2990-11-20T18:00:00.000Z', notificationId: 'n-1' };

/** @param unique makes ids nobody else uses: tables are shared */
export const satisfactionBookContract = (create: () => SatisfactionBook, unique: (prefix: string) => string): void => {
  it('keeps the first rating of a case or call', async () => {
    const book = create();
    const subject = `case#${unique('case')}`;
    expect(await book.get(subject)).toBeUndefined();
    expect(await book.submit(subject, rating)).toEqual({ kind: 'stored' });
    expect(await book.submit(subject, { ...rating, solved: 1 })).toEqual({ kind: 'exists', rating });
    expect(await book.get(subject)).toEqual(rating);
  });

  it('keeps one of many that come at the same moment', async () => {
    const book = create();
    const subject = `callback#${unique('callback')}`;
    const sent = [1, 2, 3, 4].map((solved) => book.submit(subject, { ...rating, solved }));
    const kinds = (await Promise.all(sent)).map(({ kind }) => kind).toSorted();
    expect(kinds).toEqual(['exists', 'exists', 'exists', 'stored']);
  });
};
