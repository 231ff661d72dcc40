// JPEG (ITU-T T.81, annex B): segments of a marker and a length; after SOS coded data up to the next marker.
import { orientationOf, orientationSegment } from './jpeg-orientation.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP14 = 0xee;
const APP15 = 0xef;
const COM = 0xfe;
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

type Segment = { marker: number; start: number; end: number };

/**
 * Drops APP1 to APP15 (Exif, XMP, IPTC, colour profiles, further pictures), comments, and all that follows the picture. Kept:
 * which way up it is, in an Exif of nothing else, and Adobe's APP14 of 12 bytes, without which colours would turn.
 */
export const stripJpeg = (bytes: Uint8Array): Uint8Array | undefined => {
  const segments = segmentsOf(bytes);
  if (!segments) return undefined;
  const turned = segments.map((segment) => orientationIn(bytes, segment)).find((orientation) => orientation > 1);
  const head = turned === undefined ? [] : [orientationSegment(turned)];
  const kept = segments.filter((segment) => isPicture(bytes, segment));
  const parts = kept.map(({ start, end }) => bytes.subarray(start, end));
  return Buffer.concat([bytes.subarray(0, 2), ...head, ...parts]);
};

const orientationIn = (bytes: Uint8Array, { marker, start, end }: Segment): number =>
  marker === APP1 ? orientationOf(bytes.subarray(start + 4, end)) : 1;

const isPicture = (bytes: Uint8Array, { marker, start, end }: Segment): boolean => {
  if (marker === APP14)
    return end - start === 16 && Buffer.from(bytes.subarray(start + 4, start + 9)).toString('latin1') === 'Adobe';
  // JFIF's APP0 may carry a thumbnail: the plain one has 16 bytes, and without it a picture is the same.
  if (marker === APP0) return end - start === 18;
  return !(marker > APP0 && marker <= APP15) && marker !== COM;
};

/** Every segment from SOI to EOI, coded data with its SOS; nothing when they don't add up to a picture. */
const segmentsOf = (bytes: Uint8Array): Segment[] | undefined => {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return undefined;
  const segments: Segment[] = [];
  for (let at = 2; at < bytes.length; ) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0xff) {
      at += 1; // fill bytes may stand before any marker
      continue;
    }
    const segment = segmentAt(bytes, at);
    if (!segment) return undefined;
    segments.push(segment);
    if (segment.marker === EOI) return isWhole(segments) ? segments : undefined;
    at = segment.end;
  }
  return undefined;
};

const isWhole = (segments: readonly Segment[]): boolean =>
  segments.some(({ marker }) => isFrame(marker)) && segments.some(({ marker }) => marker === SOS);

const segmentAt = (bytes: Uint8Array, start: number): Segment | undefined => {
  const marker = bytes[start + 1] ?? 0;
  // Stray restarts and a second SOI are no camera's.
  if (bytes[start] !== 0xff || marker < 0xc0 || (marker >= 0xd0 && marker <= SOI)) return undefined;
  if (marker === EOI) return { marker, start, end: start + 2 };
  const length = ((bytes[start + 2] ?? 0) << 8) | (bytes[start + 3] ?? 0);
  const end = start + 2 + length;
  if (length < 2 || end > bytes.length) return undefined;
  return { marker, start, end: marker === SOS ? endOfScan(bytes, end) : end };
};

/** Coded data goes on over stuffed zeros (FF 00) and restart markers (FF D0 to FF D7). */
const endOfScan = (bytes: Uint8Array, from: number): number => {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1] as number;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
    at = bytes.indexOf(0xff, at + 2);
  }
  return bytes.length;
};
