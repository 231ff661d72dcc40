import { useReducer, useRef } from 'preact/hooks';
import type { Api } from '../../api/client.ts';
import { uploadPhoto } from './upload-photo.ts';

/** `preview`: a blob's address; photos of an earlier visit have none, and no file to send again. */
export type Photo = {
  key: number;
  name: string;
  state: 'sending' | 'there' | 'failed';
  percent: number;
  photoId?: string;
  file?: File;
  preview?: string;
};
type Change = { add: Photo } | { key: number; set: Partial<Photo> } | { remove: number };

const changed = (photos: Photo[], change: Change): Photo[] => {
  if ('add' in change) return [...photos, change.add];
  if ('remove' in change) return photos.filter(({ key }) => key !== change.remove);
  return photos.map((photo) => (photo.key === change.key ? { ...photo, ...change.set } : photo));
};

export type Photos = {
  list: Photo[];
  add: (files: readonly File[]) => void;
  retry: (photo: Photo) => void;
  remove: (photo: Photo) => void;
  /** The API found no photo behind this id. */
  refuse: (photoId: string) => void;
};

/** The photos of a review: sent as soon as they are chosen. @param before uploaded at an earlier visit */
export const usePhotos = (api: Api, before: readonly { photoId: string; name: string }[]): Photos => {
  const [list, change] = useReducer(
    changed,
    before.map((photo, key): Photo => ({ ...photo, key, state: 'there', percent: 100 })),
  );
  const nextKey = useRef(before.length);
  const send = (key: number, file: File): void => {
    const progress = (percent: number) => change({ key, set: { percent } });
    void uploadPhoto(api, file, progress).then((photoId) =>
      change({ key, set: photoId ? { state: 'there', photoId, percent: 100 } : { state: 'failed' } }),
    );
  };
  return {
    list,
    add: (files) => {
      for (const file of files) {
        const key = nextKey.current;
        nextKey.current += 1;
        const preview = URL.createObjectURL(file);
        change({ add: { key, name: file.name, state: 'sending', percent: 0, file, preview } });
        send(key, file);
      }
    },
    retry: ({ key, file }) => {
      if (!file) return;
      change({ key, set: { state: 'sending', percent: 0 } });
      send(key, file);
    },
    remove: ({ key, preview }) => {
      if (preview) URL.revokeObjectURL(preview);
      change({ remove: key });
    },
    refuse: (photoId) => {
      const photo = list.find((each) => each.photoId === photoId);
      if (photo) change({ key: photo.key, set: { state: 'failed' } });
    },
  };
};
