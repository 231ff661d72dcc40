// From an address to a page: asks the API, loads the page and its language, shows it or says why not.
import type { ComponentType } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Answer, type Api, apiOf } from './api/client.ts';
import { type Language, languageOf, messagesIn } from './i18n/languages.ts';
import { type Speech, SpeechProvider } from './i18n/speech.ts';
import { Problem, type ProblemKind } from './pages/problem.tsx';
import { Broken } from './parts/broken.tsx';
import { Surprise } from './parts/surprise.tsx';
import type { Route, routeOf } from './routes.ts';

/** What a page gets: what the API said of its link, and the way back to it. `token` only names drafts. */
export type PageProps<T> = { shown: T; api: Api; token: string };
type Page = ComponentType<PageProps<never>>;

const pages: Record<Route, () => Promise<{ default: Page }>> = {
  solution: () => import('./pages/solution/solution.tsx'),
  review: () => import('./pages/review/review.tsx'),
  satisfaction: () => import('./pages/satisfaction.tsx'),
  unsubscribe: () => import('./pages/unsubscribe.tsx'),
  preferences: () => import('./pages/preferences.tsx'),
  confirm: () => import('./pages/confirm.tsx'),
};

type Shown = { speech: Speech } & ({ problem: ProblemKind } | { page: Page; props: PageProps<never> });

const speechIn = async (locales: readonly string[]): Promise<Speech> => {
  const language: Language = languageOf(locales);
  const t = await messagesIn(language);
  document.documentElement.lang = language;
  return { language, t };
};

const problemOf = (answer: Answer<unknown>): ProblemKind | undefined => {
  if ('body' in answer) return undefined;
  return answer.failed === 'refused' ? 'gone' : answer.failed;
};

const open = async (place: ReturnType<typeof routeOf>): Promise<Shown> => {
  if (!place) return { speech: await speechIn(navigator.languages), problem: 'gone' };
  const api = apiOf(place.route, place.token);
  // The page's code comes while the API thinks.
  const [answer, code] = await Promise.all([api.get<{ language?: string }>(), pages[place.route]()]);
  const problem = problemOf(answer);
  if (problem || !('body' in answer))
    return { speech: await speechIn(navigator.languages), problem: problem ?? 'later' };
  const speech = await speechIn([answer.body.language ?? '', ...navigator.languages]);
  return { speech, page: code.default, props: { shown: answer.body as never, api, token: place.token } };
};

/** The whole application for one address. */
export const App = ({ place }: { place: ReturnType<typeof routeOf> }) => {
  const [shown, show] = useState<Shown>();
  const [broken, setBroken] = useState(false);
  const start = useCallback(() => {
    open(place).then(show, () => setBroken(true));
  }, [place]);
  useEffect(start, [start]);
  if (broken) return <Broken />;
  if (!shown) return <main class="waiting" aria-busy="true" />;
  return (
    <SpeechProvider value={shown.speech}>
      <Surprise>
        {'problem' in shown ? <Problem kind={shown.problem} retry={start} /> : <shown.page {...shown.props} />}
      </Surprise>
    </SpeechProvider>
  );
};
