// WebP (RFC 9649): a RIFF file of chunks: four letters, length (little endian), data padded to an even length.
const headBytes = 12;
const pictures = new Set(['VP8 ', 'VP8L', 'ANMF']);
const kept = new Set([...pictures, 'VP8X', 'ALPH', 'ANIM']);
/** Of VP8X: colour profile, Exif and XMP follow. */
const metadataFlags = 0b0010_1100;

/** Drops Exif, XMP, colour profile and unknown chunks, and the flags that announce them. */
export const stripWebp = (bytes: Uint8Array): Uint8Array | undefined => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < headBytes) return undefined;
  const fileEnd = 8 + buffer.readUInt32LE(4);
  if (fileEnd > buffer.length) return undefined;
  const chunks = chunksOf(buffer, fileEnd);
  if (!chunks?.some(({ type }) => pictures.has(type))) return undefined;
  const parts = chunks.filter(({ type }) => kept.has(type)).map(({ type, data }) => withoutFlags(type, data));
  const out = Buffer.concat([buffer.subarray(0, headBytes), ...parts]);
  out.writeUInt32LE(out.length - 8, 4);
  return out;
};

type Chunk = { type: string; data: Buffer };

const chunksOf = (buffer: Buffer, fileEnd: number): Chunk[] | undefined => {
  const chunks: Chunk[] = [];
  for (let at = headBytes; at < fileEnd; ) {
    if (at + 8 > fileEnd) return undefined;
    const length = buffer.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (end > fileEnd) return undefined;
    chunks.push({ type: buffer.toString('latin1', at, at + 4), data: buffer.subarray(at, end) });
    at = end;
  }
  return chunks;
};

/** Copies what it changes: the upload stays as it is. */
const withoutFlags = (type: string, data: Buffer): Buffer => {
  if (type !== 'VP8X' || data.length < 9) return data;
  const changed = Buffer.from(data);
  changed[8] = (changed[8] as number) & ~metadataFlags;
  return changed;
};
