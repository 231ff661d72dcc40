import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Review } from '../../api/answers.ts';
import type { PageProps } from '../../app.tsx';
import { fill, useSpeech } from '../../i18n/speech.ts';
import { Told } from '../../parts/frame.tsx';
import { type Draft, type Drafts, openDrafts } from './draft.ts';
import { ReviewForm } from './review-form.tsx';

type Done = { stars: number; earlier?: 'earlier' };

/** The review of one product, or what became of it. */
const ReviewPage = ({ shown, api, token }: PageProps<Review>) => {
  const { t } = useSpeech();
  const [done, setDone] = useState<Done | undefined>(shown.submitted);
  const [kept, setKept] = useState<{ drafts: Drafts; draft: Draft | undefined }>();
  useEffect(() => {
    void openDrafts(token, () => localStorage, new Date()).then((drafts) => setKept({ drafts, draft: drafts.load() }));
  }, [token]);
  // With the page that says so, not a frame later: a tab that is closed at once leaves no draft behind.
  useLayoutEffect(() => {
    if (done) kept?.drafts.remove();
  }, [done, kept]);
  if (done) {
    const text = fill(t.reviewedText, { stars: done.stars });
    return <Told title={t.reviewedTitle} text={done.earlier ? `${t.keptBefore} ${text}` : text} />;
  }
  if (!kept) return <main class="waiting" aria-busy="true" />;
  return (
    <ReviewForm
      {...kept}
      shown={shown}
      api={api}
      done={(stars, earlier) => setDone({ stars, ...(earlier && { earlier }) })}
    />
  );
};

export default ReviewPage;
