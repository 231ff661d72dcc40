import { useMemo, useState } from 'preact/hooks';
import type { Solution } from '../../api/answers.ts';
import type { Api } from '../../api/client.ts';
import { noticeClosed } from './notice-closed.ts';

/** What the customer said last on this page, and the API took. */
type Said = 'fixed' | 'broken' | 'call';
export type Standing = {
  now: Solution;
  said: Said | undefined;
  /** A later case goes on with the issue: this one takes no "still broken" and no call. */
  goneOn: boolean;
};
type Case = Standing & { api: Api; tell: (said: Said, now: unknown) => void; takeBack: () => void };

const opensAgain = (body: unknown): boolean =>
  ['still-broken', 'call'].includes((body as { action?: string }).action ?? '');

/** Where the case stands since the page was opened: as the API answered, not as somebody tapped. */
export const useCase = (shown: Solution, api: Api): Case => {
  const [standing, stand] = useState<Standing>({ now: shown, said: undefined, goneOn: false });
  const watched = useMemo(
    () =>
      noticeClosed(api, (closed, body) =>
        stand(({ now, said, goneOn }) => ({
          now: { ...now, state: 'closed', closed },
          said,
          goneOn: goneOn || opensAgain(body),
        })),
      ),
    [api],
  );
  return {
    ...standing,
    api: watched,
    tell: (said, now) => stand({ now: now as Solution, said, goneOn: false }),
    takeBack: () => stand({ ...standing, said: undefined }),
  };
};
