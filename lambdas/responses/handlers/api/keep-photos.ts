import { cleanPhoto } from '../../domain/photos/clean-photo.ts';
import { mostPhotoBytes, type Review } from '../../domain/review.ts';
import type { Photo, ReviewPhotos } from '../../ports.ts';

export type KeepPhotosDeps = { photos: Pick<ReviewPhotos, 'incoming' | 'keep'> };

/**
 * Takes over the photos a review names, without what cameras write into them. All of them, or none.
 * @returns what was kept; or the id of the first that is not there, no photo, or too large
 */
export const keepPhotos = async (
  { photos }: KeepPhotosDeps,
  reviewId: string,
  photoIds: readonly string[],
): Promise<{ kept: Review['photos'] } | { wrong: string }> => {
  const cleaned: Photo[] = [];
  for (const photoId of photoIds) {
    const raw = await photos.incoming({ reviewId, photoId, mostBytes: mostPhotoBytes });
    const clean = raw && cleanPhoto(raw);
    if (!clean) return { wrong: photoId };
    cleaned.push(clean);
  }
  const numbered = cleaned.map((photo, place) => ({ ...photo, n: place + 1 }));
  await Promise.all(numbered.map((photo) => photos.keep({ reviewId, ...photo })));
  return { kept: numbered.map(({ n, contentType, bytes }) => ({ n, contentType, bytes: bytes.length })) };
};
