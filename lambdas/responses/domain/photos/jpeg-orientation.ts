// Which way up a JPEG is: tag 0x0112 of the first directory of its Exif (CIPA DC-008, TIFF 6.0).
const exifHeader = Buffer.from('Exif\0\0', 'latin1');
const orientationTag = 0x0112;
const shortType = 3;

/** 1 (as it is) to 8, from what an APP1 segment carries; 1 when it says nothing sensible. */
export const orientationOf = (app1: Uint8Array): number => {
  const buffer = Buffer.from(app1.buffer, app1.byteOffset, app1.byteLength);
  if (buffer.length < 14 || !buffer.subarray(0, 6).equals(exifHeader)) return 1;
  const tiff = buffer.subarray(6);
  const order = tiff.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return 1;
  const little = order === 'II';
  const short = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (directory + 2 > tiff.length) return 1;
  const entries = short(directory);
  for (let at = directory + 2, n = 0; n < entries && at + 12 <= tiff.length; n += 1, at += 12) {
    if (short(at) !== orientationTag || short(at + 2) !== shortType) continue;
    const value = short(at + 8);
    // What is written instead has the directory's end, too: it must not be longer than what it replaces.
    return value >= 1 && value <= 8 && buffer.length >= segmentBytes ? value : 1;
  }
  return 1;
};

/** Exif header 6, TIFF header 8, one entry with count and end of the directory 18. */
const segmentBytes = 32;

/** A whole APP1 segment that says which way up, and nothing else. */
export const orientationSegment = (orientation: number): Uint8Array => {
  const segment = Buffer.alloc(4 + segmentBytes);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(2 + segmentBytes, 2);
  exifHeader.copy(segment, 4);
  segment.write('MM\0*', 10, 'latin1');
  segment.writeUInt32BE(8, 14);
  segment.writeUInt16BE(1, 18);
  segment.writeUInt16BE(orientationTag, 20);
  segment.writeUInt16BE(shortType, 22);
  segment.writeUInt32BE(1, 24);
  segment.writeUInt16BE(orientation, 28);
  return segment;
};
