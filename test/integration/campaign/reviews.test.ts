// From the review request to the review: by the link in the message, through the API behind it, to rating and candidate.
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { reviewIdOf } from '../../../lambdas/responses/domain/review.ts';
import { noonZone } from '../../../scripts/seed/zones.ts';
import { aCampaign, type CampaignWorld } from '../../support/a-campaign.ts';
import { pick } from '../../support/deployed.ts';
import { eventually } from '../../support/eventually.ts';
import { contactHistory, reached } from '../../support/ledger.ts';
import { dynamodb, outputs, s3 } from '../../support/local-cloud.ts';
import { dataOf } from '../../support/operations.ts';
import { forged, openPage, submit } from '../../support/pages.ts';
import { setUpMs } from '../../support/patience.ts';
import { aJpeg, exif } from '../../support/photo-files.ts';
import { firstEmail, linkIn } from '../../support/simulators.ts';

// Nothing is tracked in Germany: links in messages lead to the pages themselves.
const customer = { zone: noonZone(), marketplace: 'DE', locale: 'de-DE' };
const recipients = { rita: customer, otto: customer };
type Name = keyof typeof recipients;

let world: CampaignWorld<Name>;
let link: Record<Name, string>;
const productId = () => `${world.programId}-p`;
const linkOf = async (name: Name) => linkIn((await firstEmail(world.email[name])).html, 'r');
const stateOf = async (name: Name): Promise<string> => {
  const key = { customerId: world.id[name], programId: world.programId, subject: productId() };
  return (await dataOf<{ candidate: { state: string } }>('api-key', 'Candidate', key)).candidate.state;
};
const product = async () => {
  const TableName = pick(outputs.tables, 'products');
  const Key = { productId: productId() };
  return (await dynamodb.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item;
};

beforeAll(async () => {
  world = await aCampaign('reviews', recipients, { at: new Date().toISOString(), sendTime: null });
  await Promise.all([world.id.rita, world.id.otto].map((id) => reached(id, { state: 'delivered', step: 'campaign' })));
  link = { rita: await linkOf('rita'), otto: await linkOf('otto') };
}, setUpMs);

describe('a review', () => {
  it('is asked for by product, tells nothing to a wrong token, and is changed by no GET', async () => {
    const page = await openPage(link.rita);
    expect(page).toMatchObject({ status: 200, body: { language: 'de', product: { title: world.productName } } });
    expect(await openPage(forged(link.rita))).toEqual({ status: 404, body: { error: 'gone' } });
    expect((await product())?.ratingCount).toBeUndefined();
  });

  it('comes with a photo, rates its product once, and consumes the candidate', async () => {
    const photo = aJpeg([{ marker: 0xe1, data: exif() }]);
    const asked = await submit(link.rita, { contentType: 'image/jpeg', bytes: photo.length }, 'photos');
    expect(asked.status).toBe(200);
    const { photoId, upload } = asked.body as {
      photoId: string;
      upload: { url: string; fields: Record<string, string> };
    };
    const form = new FormData();
    for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
    form.append('file', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }));
    expect((await fetch(upload.url, { method: 'POST', body: form })).ok).toBe(true);

    const review = { stars: 4, text: 'Gießt gut.', photos: [photoId] };
    const taps = await Promise.all([submit(link.rita, review), submit(link.rita, review)]);
    for (const tap of taps) expect(tap).toMatchObject({ status: 200, body: { submitted: { stars: 4 } } });
    expect(await submit(link.rita, { stars: 1 })).toMatchObject({ status: 409, body: { submitted: { stars: 4 } } });
    expect(await product()).toMatchObject({ ratingCount: 1, ratingSum: 4, title: world.productName });
    const reviewId = reviewIdOf({ productId: productId(), customerId: world.id.rita });
    const kept = await s3.send(
      new GetObjectCommand({ Bucket: pick(outputs.buckets, 'data'), Key: `reviews/photos/${reviewId}/1` }),
    );
    expect(Buffer.from((await kept.Body?.transformToByteArray()) ?? []).equals(aJpeg())).toBe(true);

    await eventually('rita’s candidate to be consumed', async () =>
      (await stateOf('rita')) === 'closed' ? true : undefined,
    );
    await eventually('her message to be dated as converted', async () => {
      const [message] = await contactHistory(world.id.rita);
      return message?.timeline.some(({ what }) => what === 'converted') || undefined;
    });
  });
});

it('opens nothing once an operator has taken the message’s links back', async () => {
  expect((await openPage(link.otto)).status).toBe(200);
  const [message] = await contactHistory(world.id.otto);
  await dataOf('operator', 'RevokeLinks', { notificationId: message?.id, reason: 'sent to the wrong address' });
  expect(await openPage(link.otto)).toEqual({ status: 404, body: { error: 'gone' } });
  expect(await submit(link.otto, { stars: 5 })).toEqual({ status: 404, body: { error: 'gone' } });
  expect(await stateOf('otto')).not.toBe('closed');
});
