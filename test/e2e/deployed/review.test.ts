// A review as customers write it: from the e-mail of a campaign through the page to rating, photo and candidate.
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { reviewIdOf } from '../../../lambdas/responses/domain/review.ts';
import { noonZone } from '../../../scripts/seed/zones.ts';
import { aCampaign, type CampaignWorld } from '../../support/a-campaign.ts';
import { useBrowser } from '../../support/browser.ts';
import { pick } from '../../support/deployed.ts';
import { eventually } from '../../support/eventually.ts';
import { reached } from '../../support/ledger.ts';
import { dynamodb, outputs, s3 } from '../../support/local-cloud.ts';
import { dataOf } from '../../support/operations.ts';
import { setUpMs } from '../../support/patience.ts';
import { aJpeg, exif } from '../../support/photo-files.ts';
import { type Email, firstEmail } from '../../support/simulators.ts';
import { loadAxe, violations } from '../axe.ts';

const { open } = useBrowser();
let world: CampaignWorld<'rita'>;
let message: Email;
const productId = () => `${world.programId}-p`;

beforeAll(async () => {
  const rita = { zone: noonZone(), locale: 'en-US' };
  world = await aCampaign('pages', { rita }, { at: new Date().toISOString(), sendTime: null });
  await reached(world.id.rita, { state: 'delivered', step: 'campaign' });
  message = await firstEmail(world.email.rita);
}, setUpMs);

/** The button of an e-mail: a link that counts the click and leads on. */
const buttonOf = ({ html }: Email): string => {
  const [, link = ''] = /href="(http[^"]+\/c\/[^"]+)"/.exec(html) ?? [];
  return link.replaceAll('&amp;', '&');
};
const product = async () => {
  const TableName = pick(outputs.tables, 'products');
  const Key = { productId: productId() };
  return (await dynamodb.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item;
};
const storedPhoto = async (): Promise<Buffer> => {
  const reviewId = reviewIdOf({ productId: productId(), customerId: world.id.rita });
  const place = { Bucket: pick(outputs.buckets, 'data'), Key: `reviews/photos/${reviewId}/1` };
  const { Body } = await s3.send(new GetObjectCommand(place));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });
const send = (page: Page) => page.getByRole('button', { name: 'Send review' });

it('goes from the e-mail’s button to rating, stored photo and consumed candidate, once', async () => {
  const { page } = await open(buttonOf(message));
  await heading(page, `How do you like ${world.productName}?`).waitFor();
  await loadAxe(page);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('radio', { name: '4: Good' }).check();
  await page.getByLabel('What should others know?').fill('Pours well.');
  const buffer = aJpeg([{ marker: 0xe1, data: exif() }]);
  await page.getByLabel('Add photos').setInputFiles([{ name: 'pot.jpg', mimeType: 'image/jpeg', buffer }]);
  await page.getByText('pot.jpg is there').waitFor();

  await page.context().setOffline(true);
  await send(page).click();
  await page.getByText('Your review is kept on this device').waitFor();
  expect(await product()).not.toHaveProperty('ratingCount');
  await page.context().setOffline(false);
  await page.reload();
  await page.getByText('What you wrote last time is still here.').waitFor();
  await send(page).dblclick();
  await heading(page, 'Thank you for your review').waitFor();

  expect(await product()).toMatchObject({ ratingCount: 1, ratingSum: 4 });
  expect((await storedPhoto()).equals(aJpeg())).toBe(true);
  await eventually('the candidate to be consumed', async () => {
    const key = { customerId: world.id.rita, programId: world.programId, subject: productId() };
    const { candidate } = await dataOf<{ candidate: { state: string } }>('api-key', 'Candidate', key);
    return candidate.state === 'closed' || undefined;
  });
  const again = await open(buttonOf(message));
  await again.page.getByText('Your rating: 4 of 5.').waitFor();
  expect(await product()).toMatchObject({ ratingCount: 1, ratingSum: 4 });
});
