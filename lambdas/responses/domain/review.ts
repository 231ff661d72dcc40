// A review: what a customer may send, and what is kept of it (table `reviews`).
import { createHash } from 'node:crypto';
import * as z from 'zod';

const longestText = 5_000;
const mostPhotos = 5;
/** Uploads a customer may ask for until the review is sent: photos get replaced. */
export const mostUploads = 20;
export const mostPhotoBytes = 10 * 1_024 * 1_024;

/** Control characters but line breaks and tabs, halves of characters, and what turns the direction of text around (Unicode UAX 9). */
const unwanted = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;
const plainText = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .refine((text) => text.length <= longestText, `must have at most ${longestText} characters`)
  .refine((text) => !unwanted.test(text.replaceAll(/[\n\t]/g, '')), 'has control characters');

const photoId = z.string().regex(/^[1-9]\d?$/);
export const reviewBody = z.strictObject({
  stars: z.int().min(1).max(5),
  text: plainText.optional(),
  photos: z
    .array(photoId)
    .max(mostPhotos)
    .refine((ids) => new Set(ids).size === ids.length, 'names a photo twice')
    .default([]),
});
export type ReviewBody = z.infer<typeof reviewBody>;

const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoType = (typeof photoTypes)[number];
/** What an upload is asked for with. `bytes`: of the file as it is on the customer's device. */
export const photoBody = z.strictObject({
  contentType: z.enum(photoTypes),
  bytes: z.int().min(1).max(mostPhotoBytes),
});

/** `submittedAt`: ISO 8601. `content`: what tells the same review, sent twice, from another. `photos`: kept, by number. */
export type Review = {
  productId: string;
  customerId: string;
  reviewId: string;
  stars: number;
  text?: string;
  photos: { n: number; contentType: PhotoType; bytes: number }[];
  content: string;
  marketplace: string;
  language: string;
  programId: string;
  notificationId: string;
  submittedAt: string;
};

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);

/** One review of a customer and product: 32 hex digits, also the folder of its photos. */
export const reviewIdOf = ({ productId, customerId }: Pick<Review, 'productId' | 'customerId'>): string =>
  hash([productId, customerId]);

/** Stands for what was sent: the same content twice is a double tap. */
export const contentOf = ({ stars, text, photos }: ReviewBody): string => hash([stars, text ?? '', photos]);
