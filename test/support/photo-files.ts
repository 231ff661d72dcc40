// Small pictures that decoders take, and the metadata that cameras put into them.
import { crc32, deflateSync } from 'node:zlib';

const segment = (marker: number, data: Uint8Array): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};

/** One grey pixel, baseline (Huffman tables of one code each). */
const jpegBody = Buffer.concat([
  segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
  segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
  segment(0xc4, Buffer.from([0x00, 1, ...Array<number>(15).fill(0), 0])),
  segment(0xc4, Buffer.from([0x10, 1, ...Array<number>(15).fill(0), 0])),
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([0x3f]),
]);
const jfif = segment(0xe0, Buffer.from([...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]));

/** Exif with a place and, when given, which way up (little endian, as Android writes it). */
export const exif = (orientation?: number, note = 'GPS 52.5200 N 13.4050 E'): Buffer => {
  const entries = orientation === undefined ? 1 : 2;
  const tiff = Buffer.alloc(8 + 2 + entries * 12 + 4);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(entries, 8);
  tiff.writeUInt16LE(0x010e, 10);
  tiff.writeUInt16LE(2, 12);
  tiff.writeUInt32LE(note.length, 14);
  tiff.writeUInt32LE(tiff.length, 18);
  if (orientation !== undefined) {
    tiff.writeUInt16LE(0x0112, 22);
    tiff.writeUInt16LE(3, 24);
    tiff.writeUInt32LE(1, 26);
    tiff.writeUInt16LE(orientation, 30);
  }
  return Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from(note)]);
};

export type Extra = { marker: number; data: Uint8Array };
/** @param extras segments before the picture @param tail bytes after its end */
export const aJpeg = (extras: readonly Extra[] = [], tail: Uint8Array = Buffer.alloc(0)): Buffer =>
  Buffer.concat([
    ...[Buffer.from([0xff, 0xd8]), jfif, ...extras.map(({ marker, data }) => segment(marker, data))],
    ...[jpegBody, Buffer.from([0xff, 0xd9]), tail],
  ]);

const pngChunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), 4 + body.length);
  return chunk;
};

/** One grey pixel. @param extras chunks between header and picture */
export const aPng = (
  extras: readonly { type: string; data: Uint8Array }[] = [],
  tail: Uint8Array = Buffer.alloc(0),
): Buffer =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    ...extras.map(({ type, data }) => pngChunk(type, data)),
    pngChunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    pngChunk('IEND', Buffer.alloc(0)),
    tail,
  ]);

const riffChunk = (type: string, data: Uint8Array): Buffer => {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
};
/** One pixel, lossless. */
const vp8l = Buffer.from([0x2f, 0x00, 0x00, 0x00, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0xfe, 0x07, 0x00]);

/** @param extras chunks after the picture, announced by flags in VP8X */
export const aWebp = (extras: readonly { type: string; data: Uint8Array }[] = []): Buffer => {
  const extended = riffChunk('VP8X', Buffer.from([0b0010_1100, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
  const chunks = Buffer.concat([
    ...(extras.length > 0 ? [extended] : []),
    riffChunk('VP8L', vp8l),
    ...extras.map(({ type, data }) => riffChunk(type, data)),
  ]);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(chunks.length + 4, 4);
  return Buffer.concat([head, chunks]);
};
