import { expect, it } from 'vitest';
import type { ReviewPhotos } from '../../lambdas/responses/ports.ts';
import { aPng } from '../support/photo-files.ts';

type Form = { url: string; fields: Record<string, string> };
type Create = () => {
  photos: ReviewPhotos;
  /** What a browser does with the form. */
  send(form: Form, bytes: Uint8Array): Promise<void>;
  kept(reviewId: string, n: number): Promise<{ contentType: string; bytes: Uint8Array } | undefined>;
};

/** @param unique makes ids nobody else uses: the bucket is shared */
export const reviewPhotosContract = (create: Create, unique: (prefix: string) => string): void => {
  const bytes = aPng();
  const mostBytes = 1_000;
  const photoOf = (reviewId: string) => ({ reviewId, photoId: '1' });

  it('reads what was uploaded by the form, of that review only', async () => {
    const { photos, send } = create();
    const photo = photoOf(unique('review'));
    expect(await photos.incoming({ ...photo, mostBytes })).toBeUndefined();
    await send(await photos.upload({ ...photo, contentType: 'image/png', bytes: bytes.length }), bytes);
    expect(Buffer.from((await photos.incoming({ ...photo, mostBytes })) ?? []).equals(bytes)).toBe(true);
    expect(await photos.incoming({ ...photo, photoId: '2', mostBytes })).toBeUndefined();
    expect(await photos.incoming({ ...photoOf(unique('review')), mostBytes })).toBeUndefined();
  });

  it('does not read what is larger than asked for', async () => {
    const { photos, send } = create();
    const photo = photoOf(unique('review'));
    await send(await photos.upload({ ...photo, contentType: 'image/png', bytes: bytes.length }), bytes);
    expect(await photos.incoming({ ...photo, mostBytes: bytes.length - 1 })).toBeUndefined();
  });

  it('keeps a photo with its type; the same again replaces it', async () => {
    const { photos, kept } = create();
    const reviewId = unique('review');
    await photos.keep({ reviewId, n: 1, contentType: 'image/webp', bytes: Buffer.from('first') });
    await photos.keep({ reviewId, n: 1, contentType: 'image/png', bytes });
    const found = await kept(reviewId, 1);
    expect([found?.contentType, Buffer.from(found?.bytes ?? []).equals(bytes)]).toEqual(['image/png', true]);
    expect(await kept(reviewId, 2)).toBeUndefined();
  });
};
