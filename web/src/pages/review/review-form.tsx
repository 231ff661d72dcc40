import { useEffect, useState } from 'preact/hooks';
import type { Review } from '../../api/answers.ts';
import type { Api, Failure } from '../../api/client.ts';
import { fill, useSpeech } from '../../i18n/speech.ts';
import { Button, failureText, Outcome, useAction } from '../../parts/action.tsx';
import { Rating } from '../../parts/choices.tsx';
import { Form } from '../../parts/form.tsx';
import { Frame } from '../../parts/frame.tsx';
import type { Draft, Drafts } from './draft.ts';
import { longestText } from './limits.ts';
import { PhotoList } from './photo-list.tsx';
import { useReconnected } from './use-connected.ts';
import { type Photos, usePhotos } from './use-photos.ts';

type ReviewFormProps = {
  shown: Review;
  api: Api;
  drafts: Drafts;
  draft: Draft | undefined;
  /** `earlier`: another review was sent before, and stays; this one was not taken. */
  done: (stars: number, earlier?: 'earlier') => void;
};

/** Photos that are with the API; their ids make the review's list. */
const thereOf = ({ list }: Photos) =>
  list.flatMap(({ state, photoId, name }) => (state === 'there' && photoId ? [{ photoId, name }] : []));

/** What stars, text and photos are, and what becomes of them: kept on the device until they are sent. */
const useReview = ({ api, drafts, draft, done }: Omit<ReviewFormProps, 'shown'>) => {
  const [stars, setStars] = useState(draft?.stars);
  const [text, setText] = useState(draft?.text ?? '');
  const [missing, setMissing] = useState<'starsMissing' | 'photosBusy'>();
  const photos = usePhotos(api, draft?.photos ?? []);
  const action = useAction();
  const there = thereOf(photos);
  useEffect(() => {
    const begun = stars !== undefined || text !== '' || there.length > 0;
    if (begun) drafts.save({ ...(stars && { stars }), text, photos: there, at: new Date().toISOString() });
  }, [drafts, stars, text, JSON.stringify(there)]);
  useEffect(() => {
    if (action.failure?.failed !== 'refused') return;
    if (action.failure.submitted) done(action.failure.submitted.stars, 'earlier');
    if (action.failure.photoId) photos.refuse(action.failure.photoId);
  }, [action.failure]);
  const send = () => {
    const lacks = stars === undefined ? 'starsMissing' : there.length < photos.list.length ? 'photosBusy' : undefined;
    setMissing(lacks);
    const words = text.trim();
    const body = { stars, ...(words && { text: words }), photos: there.map(({ photoId }) => photoId) };
    if (lacks || stars === undefined) return;
    action.run(
      () => api.post(body),
      () => done(stars),
    );
  };
  return { stars, setStars, text, setText, missing, photos, action, send };
};

const failed = (t: ReturnType<typeof useSpeech>['t'], failure: Failure): string =>
  failure.failed === 'offline' || failure.failed === 'later' ? t.draftKept : failureText(t, failure);

/** Stars, words and photos. */
export const ReviewForm = ({ shown, ...rest }: ReviewFormProps) => {
  const { t } = useSpeech();
  const { stars, setStars, text, setText, missing, photos, action, send } = useReview(rest);
  const reconnected = useReconnected();
  const words = [t.star1, t.star2, t.star3, t.star4, t.star5];
  const problem = missing ? t[missing] : action.failure && failed(t, action.failure);
  return (
    <Frame title={fill(t.reviewTitle, { product: shown.product.title })}>
      {rest.draft && <p class="note">{t.draftRestored}</p>}
      {shown.firstName && <p>{fill(t.reviewBy, { name: shown.firstName })}</p>}
      <Form send={send}>
        <Rating stars name="stars" legend={t.stars} value={stars} choose={setStars} words={words}>
          <p class="chosen" aria-hidden="true">
            {stars ? words[stars - 1] : ''}
          </p>
        </Rating>
        <label for="text">{t.reviewText}</label>
        <textarea
          id="text"
          rows={6}
          maxLength={longestText}
          aria-describedby="counter"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <p class="hint" id="counter">
          {fill(t.counter, { count: text.length, max: longestText })}
        </p>
        <PhotoList photos={photos} />
        <Button submit busy={action.busy}>
          {t.reviewSubmit}
        </Button>
        <p class="status" role="status">
          {reconnected ? t.connected : ''}
        </p>
        <Outcome busy={action.busy} text={problem} />
      </Form>
    </Frame>
  );
};
