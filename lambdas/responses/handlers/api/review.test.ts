import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPageVisit, visitedAt } from '../../../../test/support/a-page-visit.ts';
import { aJpeg, aPng, exif } from '../../../../test/support/photo-files.ts';

const variables = { firstName: 'Ada', productName: 'Teapot' };
const aReviewVisit = () => {
  const visit = aPageVisit({ subject: 'p-1', customerId: 'c-1', marketplace: 'US', variables });
  const upload = async (bytes: Uint8Array, contentType = 'image/jpeg') => {
    const { body } = await visit.call('review', { contentType, bytes: bytes.length }, { path: '/photos' });
    visit.photos.arrive((body.upload as { fields: Record<string, string> }).fields, bytes);
    return body.photoId as string;
  };
  return { ...visit, upload, stored: () => visit.reviews.get({ productId: 'p-1', customerId: 'c-1' }) };
};

describe('a review', () => {
  it('is asked for with product and first name', async () => {
    const { call } = aReviewVisit();
    const body = { language: 'en', firstName: 'Ada', product: { title: 'Teapot' } };
    expect(await call('review')).toEqual({ status: 200, body });
  });

  it('is asked for also while nobody can say whether the visit may be dated', async () => {
    const { call, deps, notification, ledger } = aReviewVisit();
    deps.programs.pinned = async () => Promise.reject(new Error('bucket is away'));
    expect((await call('review')).status).toBe(200);
    expect((await ledger.get(notification.id))?.date.clicked).toBeUndefined();
  });

  it('is stored once; a double tap is the same one, another is refused with the first one’s stars', async () => {
    const { call, stored, ratings } = aReviewVisit();
    const submitted = { stars: 4, at: visitedAt };
    const first = await call('review', { stars: 4, text: ' Pours\r\nwell. ' });
    expect(first).toMatchObject({ status: 200, body: { submitted } });
    expect(await call('review', { stars: 4, text: 'Pours\nwell.' })).toEqual(first);
    expect(await call('review', { stars: 1 })).toEqual({ status: 409, body: { error: 'submitted', submitted } });
    expect((await call('review')).body.submitted).toEqual(submitted);
    expect(await stored()).toMatchObject({ stars: 4, text: 'Pours\nwell.', photos: [], programId: 'product-reviews' });
    expect(ratings.get('p-1')).toEqual({ ratingCount: 1, ratingSum: 4 });
  });

  it.each([
    [{}, ['stars']],
    [{ stars: 0 }, ['stars']],
    [{ stars: 6 }, ['stars']],
    [{ stars: 4.5 }, ['stars']],
    [{ stars: '5' }, ['stars']],
    [{ stars: 5, text: 'x'.repeat(5_001) }, ['text']],
    [{ stars: 5, text: 'a\u0000b' }, ['text']],
    [{ stars: 5, text: 'a\u202eb' }, ['text']],
    [{ stars: 5, text: 'a\ud800b' }, ['text']],
    [{ stars: 5, photos: ['1', '1'] }, ['photos']],
    [{ stars: 5, photos: ['1', '2', '3', '4', '5', '6'] }, ['photos']],
    [{ stars: 5, photos: ['../secret'] }, ['photos']],
  ])('is refused: %j', async (body, fields) => {
    const { call, stored } = aReviewVisit();
    expect(await call('review', body)).toEqual({ status: 400, body: { error: 'invalid', fields } });
    expect(await stored()).toBeUndefined();
  });

  it('takes any text people write, up to 5,000 characters', async () => {
    const text = fc.oneof(fc.constant('x'.repeat(5_000)), fc.string({ unit: 'grapheme', maxLength: 200 }));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), text, async (stars, written) => {
        const { call, stored } = aReviewVisit();
        expect((await call('review', { stars, text: written })).status).toBe(200);
        expect((await stored())?.text ?? '').toBe(written.trim());
      }),
      { numRuns: 50 },
    );
  });
});

describe('photos', () => {
  it('are uploaded straight to the bucket, and kept without what the camera wrote into them', async () => {
    const { call, upload, photos, stored } = aReviewVisit();
    const ids = [await upload(aJpeg([{ marker: 0xe1, data: exif() }])), await upload(aPng(), 'image/png')];
    expect((await call('review', { stars: 5, photos: ids })).status).toBe(200);
    const review = await stored();
    expect(review?.photos).toEqual([
      { n: 1, contentType: 'image/jpeg', bytes: aJpeg().length },
      { n: 2, contentType: 'image/png', bytes: aPng().length },
    ]);
    const kept = photos.kept.get(`${review?.reviewId}/1`);
    expect(Buffer.from(kept?.bytes ?? []).equals(aJpeg())).toBe(true);
  });

  it('that are none, or are not there, keep a review from being stored, and none of them', async () => {
    const { call, upload, photos, stored } = aReviewVisit();
    const good = await upload(aPng(), 'image/png');
    const bad = await upload(Buffer.from('<script>alert(1)</script>'));
    expect(await call('review', { stars: 5, photos: [good, bad] })).toEqual({
      status: 400,
      body: { error: 'photo', photoId: bad },
    });
    expect((await call('review', { stars: 5, photos: ['9'] })).body).toEqual({ error: 'photo', photoId: '9' });
    expect([photos.kept.size, await stored()]).toEqual([0, undefined]);
    expect((await call('review', { stars: 5, photos: [good] })).status).toBe(200);
  });

  it('of somebody else can’t be named', async () => {
    const [mine, theirs] = [aReviewVisit(), aPageVisit({ subject: 'p-1', customerId: 'c-2', variables })];
    const id = await mine.upload(aPng(), 'image/png');
    Object.assign(theirs.deps.photos, mine.deps.photos);
    expect((await theirs.call('review', { stars: 5, photos: [id] })).body).toEqual({ error: 'photo', photoId: id });
  });

  it.each([
    [{ contentType: 'image/svg+xml', bytes: 10 }, 'contentType'],
    [{ contentType: 'image/png', bytes: 10 * 1_024 * 1_024 + 1 }, 'bytes'],
    [{ contentType: 'image/png', bytes: 0 }, 'bytes'],
  ])('like %j get no form', async (body, field) => {
    const answer = await aReviewVisit().call('review', body, { path: '/photos' });
    expect(answer).toEqual({ status: 400, body: { error: 'invalid', fields: [field] } });
  });

  it('get twenty forms a review, and none once it is there', async () => {
    const { call } = aReviewVisit();
    const ask = () => call('review', { contentType: 'image/png', bytes: 10 }, { path: '/photos' });
    for (let n = 0; n < 20; n += 1) expect((await ask()).status).toBe(200);
    expect(await ask()).toEqual({ status: 429, body: { error: 'too-many' } });
    await call('review', { stars: 5 });
    expect((await ask()).status).toBe(409);
  });
});
