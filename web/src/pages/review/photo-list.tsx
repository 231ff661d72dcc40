import { useRef, useState } from 'preact/hooks';
import { fill, useSpeech } from '../../i18n/speech.ts';
import { Button } from '../../parts/action.tsx';
import { mostMegabytes, mostPhotos, photoTypes } from './limits.ts';
import { judgePhotos, type PhotoProblem } from './photo-rules.ts';
import type { Photo, Photos } from './use-photos.ts';

const stateWords = { sending: 'photoUploading', there: 'photoReady', failed: 'photoFailed' } as const;

const PhotoItem = ({ photo, photos }: { photo: Photo; photos: Photos }) => {
  const { t } = useSpeech();
  const named = { name: photo.name };
  const state = fill(t[stateWords[photo.state]], named);
  return (
    <li class="photo">
      {photo.preview ? <img src={photo.preview} alt="" width="64" height="64" /> : <span class="no-preview" />}
      <div>
        <p class={photo.state === 'failed' ? 'alert' : ''}>{state}</p>
        {photo.state === 'sending' && <progress max="100" value={photo.percent} aria-label={state} />}
        {photo.state === 'failed' && photo.file && (
          <Button second onPress={() => photos.retry(photo)}>
            {fill(t.photoRetry, named)}
          </Button>
        )}
        <Button second onPress={() => photos.remove(photo)}>
          {fill(t.photoRemove, named)}
        </Button>
      </div>
    </li>
  );
};

/** Up to five photos, each with its progress and a way to take it back. */
export const PhotoList = ({ photos }: { photos: Photos }) => {
  const { t } = useSpeech();
  const input = useRef<HTMLInputElement>(null);
  const [problems, setProblems] = useState<PhotoProblem[]>([]);
  const limits = { max: mostPhotos, size: mostMegabytes };
  const choose = (files: FileList | null) => {
    const { good, problems: found } = judgePhotos([...(files ?? [])], photos.list.length);
    setProblems(found);
    photos.add(good);
    // The same file may be chosen again after it was removed.
    if (input.current) input.current.value = '';
  };
  return (
    <fieldset>
      <legend>{t.photos}</legend>
      <p class="hint" id="photos-hint">
        {fill(t.photosHint, limits)}
      </p>
      <label class="button second file">
        {t.photosAdd}
        <input
          ref={input}
          type="file"
          multiple
          accept={photoTypes.join(',')}
          aria-describedby="photos-hint"
          onChange={(event) => choose(event.currentTarget.files)}
        />
      </label>
      <ul class="photos" aria-live="polite">
        {photos.list.map((photo) => (
          <PhotoItem key={photo.key} photo={photo} photos={photos} />
        ))}
      </ul>
      <div role="alert">
        {problems.map(({ why, name }) => (
          <p class="alert" key={`${why}:${name}`}>
            {fill(t[why], { ...limits, name })}
          </p>
        ))}
      </div>
    </fieldset>
  );
};
