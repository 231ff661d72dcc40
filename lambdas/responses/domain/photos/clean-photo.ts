import type { PhotoType } from '../review.ts';
import { stripJpeg } from './strip-jpeg.ts';
import { stripPng } from './strip-png.ts';
import { stripWebp } from './strip-webp.ts';

type Strip = (bytes: Uint8Array) => Uint8Array | undefined;
const formats: { contentType: PhotoType; magic: RegExp; strip: Strip }[] = [
  { contentType: 'image/jpeg', magic: /^\xff\xd8\xff/, strip: stripJpeg },
  { contentType: 'image/png', magic: /^\x89PNG\r\n[^\n]\n/, strip: stripPng },
  { contentType: 'image/webp', magic: /^RIFF[\s\S]{4}WEBP/, strip: stripWebp },
];

/**
 * A photo by its own bytes, whatever it was called, without metadata (place, time, camera, thumbnails, what follows the
 * picture). Never larger than it was. @returns nothing when it is none of JPEG, PNG, WebP, or not whole
 */
export const cleanPhoto = (bytes: Uint8Array): { contentType: PhotoType; bytes: Uint8Array } | undefined => {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  const format = formats.find(({ magic }) => magic.test(head));
  const stripped = format?.strip(bytes);
  return format && stripped && { contentType: format.contentType, bytes: stripped };
};
