import { useEffect, useState } from 'preact/hooks';
import type { Review } from '../../api/answers.ts';
import type { PageProps } from '../../app.tsx';
import { fill, useSpeech } from '../../i18n/speech.ts';
import { Told } from '../../parts/frame.tsx';
import { type Draft, type Drafts, openDrafts } from './draft.ts';
import { ReviewForm } from './review-form.tsx';

/** The review of one product, or what became of it. */
const ReviewPage = ({ shown, api, token }: PageProps<Review>) => {
  const { t } = useSpeech();
  const [stars, setStars] = useState(shown.submitted?.stars);
  const [kept, setKept] = useState<{ drafts: Drafts; draft: Draft | undefined }>();
  useEffect(() => {
    void openDrafts(token, () => localStorage, new Date()).then((drafts) => setKept({ drafts, draft: drafts.load() }));
  }, [token]);
  useEffect(() => {
    if (stars !== undefined) kept?.drafts.remove();
  }, [stars, kept]);
  if (stars !== undefined) return <Told title={t.reviewedTitle} text={fill(t.reviewedText, { stars })} />;
  if (!kept) return <main class="waiting" aria-busy="true" />;
  return <ReviewForm {...kept} shown={shown} api={api} done={setStars} />;
};

export default ReviewPage;
