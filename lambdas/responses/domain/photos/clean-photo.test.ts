import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aJpeg, aPng, aWebp, exif } from '../../../../test/support/photo-files.ts';
import { cleanPhoto } from './clean-photo.ts';
import { orientationOf } from './jpeg-orientation.ts';

const place = 'GPS 52.5200 N';
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1');
const bytes = fc.uint8Array({ maxLength: 200 });

describe('a JPEG', () => {
  it('loses place, comments, profiles and what follows the picture, and nothing of the picture', () => {
    const extras = [
      { marker: 0xe1, data: exif() },
      { marker: 0xe1, data: Buffer.from(`http://ns.adobe.com/xap/1.0/\0${place}`) },
      { marker: 0xe2, data: Buffer.from(`MPF\0${place}`) },
      { marker: 0xed, data: Buffer.from(`Photoshop 3.0\0${place}`) },
      { marker: 0xfe, data: Buffer.from(place) },
    ];
    const cleaned = cleanPhoto(aJpeg(extras, aJpeg([{ marker: 0xe1, data: exif() }])));
    expect(cleaned?.contentType).toBe('image/jpeg');
    expect(Buffer.from(cleaned?.bytes ?? []).equals(aJpeg())).toBe(true);
  });

  it.each([2, 3, 6, 8])('keeps which way up it is (%i), and nothing else of its Exif', (orientation) => {
    const cleaned = cleanPhoto(aJpeg([{ marker: 0xe1, data: exif(orientation) }]))?.bytes ?? new Uint8Array();
    expect(text(cleaned)).not.toContain(place);
    const at = text(cleaned).indexOf('Exif');
    expect(orientationOf(cleaned.subarray(at, at + 32))).toBe(orientation);
  });

  it('that stands as it is taken has no Exif left at all', () => {
    expect(text(cleanPhoto(aJpeg([{ marker: 0xe1, data: exif(1) }]))?.bytes)).not.toContain('Exif');
  });

  it('keeps Adobe’s colour transform, without which its colours would turn', () => {
    const adobe = { marker: 0xee, data: Buffer.from('Adobe\0d\0\0\0\0\x01', 'latin1') };
    expect(text(cleanPhoto(aJpeg([adobe]))?.bytes)).toContain('Adobe');
  });

  it('that breaks off, or is only a head, is none', () => {
    const whole = aJpeg();
    expect(cleanPhoto(whole.subarray(0, -2))).toBeUndefined();
    expect(cleanPhoto(Buffer.from([0xff, 0xd8, 0xff, 0xd9]))).toBeUndefined();
  });

  it('never grows, stays clean when cleaned again, and shows no metadata, whatever stands in its segments', () => {
    const marker = fc.integer({ min: 0xe1, max: 0xef });
    const data = fc.oneof(
      bytes,
      fc
        .tuple(fc.option(fc.integer({ min: 0, max: 9 })), fc.string())
        .map(([turned, note]) => exif(turned ?? undefined, note)),
    );
    const property = (extras: { marker: number; data: Uint8Array }[], tail: Uint8Array) => {
      const raw = aJpeg(extras, tail);
      const once = cleanPhoto(raw)?.bytes;
      expect(once).toBeDefined();
      expect(once?.length).toBeLessThanOrEqual(raw.length);
      expect(Buffer.from(cleanPhoto(once as Uint8Array)?.bytes ?? []).equals(Buffer.from(once ?? []))).toBe(true);
      // Beside the plain picture there is at most the 36 bytes that say which way up.
      const more = (once?.length ?? 0) - aJpeg().length;
      const adobe = extras.filter(
        ({ marker, data }) => marker === 0xee && data.length === 12 && text(data).startsWith('Adobe'),
      );
      expect([0, 36]).toContain(more - adobe.length * 16);
    };
    fc.assert(fc.property(fc.array(fc.record({ marker, data }), { maxLength: 5 }), bytes, property), { numRuns: 300 });
  });
});

describe('a PNG', () => {
  it('loses texts, times, Exif and what follows its end; the picture is as it was', () => {
    const extras = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'iCCP', 'prVt'].map((type) => ({
      type,
      data: Buffer.from(place),
    }));
    const cleaned = cleanPhoto(aPng(extras, Buffer.from(place)));
    expect(cleaned?.contentType).toBe('image/png');
    expect(Buffer.from(cleaned?.bytes ?? []).equals(aPng())).toBe(true);
    const at = text(cleaned?.bytes).indexOf('IDAT') + 4;
    expect([...inflateSync((cleaned?.bytes ?? new Uint8Array()).subarray(at, -16))]).toEqual([0, 128]);
  });

  it('never grows, and keeps no chunk but the picture’s', () => {
    const type = fc
      .stringMatching(/^[a-z][A-Za-z]{3}$/)
      .filter((name) => !['tRNS', 'cHRM', 'gAMA', 'sRGB', 'sBIT'].includes(name));
    const chunks = fc.array(fc.record({ type, data: bytes }), { maxLength: 5 });
    fc.assert(
      fc.property(chunks, bytes, (extras, tail) => {
        expect(Buffer.from(cleanPhoto(aPng(extras, tail))?.bytes ?? []).equals(aPng())).toBe(true);
      }),
    );
  });

  it('without picture or end is none', () => {
    expect(cleanPhoto(aPng().subarray(0, -12))).toBeUndefined();
    expect(cleanPhoto(aPng().subarray(0, 33))).toBeUndefined();
  });
});

describe('a WebP', () => {
  it('loses Exif, XMP and profile, and no longer announces them', () => {
    const extras = ['EXIF', 'XMP ', 'ICCP', 'ABCD'].map((type) => ({ type, data: Buffer.from(place) }));
    const raw = aWebp(extras);
    const cleaned = cleanPhoto(raw);
    expect(cleaned?.contentType).toBe('image/webp');
    expect(text(cleaned?.bytes)).not.toContain(place);
    const out = Buffer.from(cleaned?.bytes ?? []);
    expect(out.readUInt32LE(4)).toBe(out.length - 8);
    expect(out[20]).toBe(0);
    expect(raw[20]).toBe(0b0010_1100); // the upload stays as it is
    expect(out.includes('VP8L')).toBe(true);
  });

  it('never grows, and is clean when cleaned again', () => {
    const type = fc.constantFrom('EXIF', 'XMP ', 'ICCP', 'zzzz');
    fc.assert(
      fc.property(fc.array(fc.record({ type, data: bytes }), { maxLength: 4 }), (extras) => {
        const raw = aWebp(extras);
        const once = cleanPhoto(raw)?.bytes as Uint8Array;
        expect(once.length).toBeLessThanOrEqual(raw.length);
        expect(Buffer.from(cleanPhoto(once)?.bytes ?? []).equals(Buffer.from(once))).toBe(true);
        for (const name of ['EXIF', 'XMP ', 'ICCP', 'zzzz']) expect(Buffer.from(once).includes(name)).toBe(false);
      }),
    );
  });
});

describe('anything else', () => {
  it('is no photo, and breaks nothing', () => {
    const half = fc.tuple(fc.constantFrom(aJpeg(), aPng(), aWebp()), fc.nat(), fc.nat()).map(([photo, at, value]) => {
      const broken = Buffer.from(photo);
      broken[at % broken.length] = value % 256;
      return broken;
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), half), (raw) => {
        expect(cleanPhoto(raw)?.bytes.length ?? 0).toBeLessThanOrEqual(raw.length);
      }),
      { numRuns: 1_000 },
    );
    expect(cleanPhoto(Buffer.from('<svg onload="alert(1)"/>'))).toBeUndefined();
    expect(cleanPhoto(Buffer.from('GIF89a'))).toBeUndefined();
  });
});
