// PNG (W3C): a signature, then chunks of length, type, data and checksum.
const signatureBytes = 8;
/** Picture, palette, transparency and plain colour values; texts, times, Exif, profiles, animation and private chunks go. */
const kept = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'sRGB', 'sBIT']);

/** Drops every chunk that is not the picture, and all that follows its end. */
export const stripPng = (bytes: Uint8Array): Uint8Array | undefined => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = [buffer.subarray(0, signatureBytes)];
  const seen = new Set<string>();
  for (let at = signatureBytes; at + 12 <= buffer.length; ) {
    const end = at + 12 + buffer.readUInt32BE(at);
    const type = buffer.toString('latin1', at + 4, at + 8);
    const isFirst = at === signatureBytes;
    if (end > buffer.length || isFirst !== (type === 'IHDR') || (isFirst && end - at !== 25)) return undefined;
    if (kept.has(type)) parts.push(buffer.subarray(at, end));
    seen.add(type);
    if (type === 'IEND') return seen.has('IDAT') ? Buffer.concat(parts) : undefined;
    at = end;
  }
  return undefined;
};
