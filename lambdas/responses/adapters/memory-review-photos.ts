import type { Photo, ReviewPhotos } from '../ports.ts';

/** The fake of ReviewPhotos. `arrive` is what the browser does with the form; `kept` what reviews show. */
export const memoryReviewPhotos = () => {
  const incoming = new Map<string, Uint8Array>();
  const kept = new Map<string, Photo>();
  const photos: ReviewPhotos = {
    upload: async ({ reviewId, photoId, contentType }) => ({
      url: 'https://bucket.example/',
      fields: { key: `${reviewId}/${photoId}`, 'Content-Type': contentType },
    }),
    incoming: async ({ reviewId, photoId, mostBytes }) => {
      const found = incoming.get(`${reviewId}/${photoId}`);
      return found && found.length <= mostBytes ? found : undefined;
    },
    keep: async ({ reviewId, n, contentType, bytes }) => void kept.set(`${reviewId}/${n}`, { contentType, bytes }),
  };
  const arrive = (fields: Record<string, string>, bytes: Uint8Array) => void incoming.set(fields.key ?? '', bytes);
  return { photos, kept, arrive };
};
