// Plain tar archives (POSIX ustar) of a few small files: what SageMaker takes code in and gives models back in.

const block = 512;

const header = (name: string, size: number): Buffer => {
  const head = Buffer.alloc(block);
  head.write(name, 0, 100);
  head.write('0000644\0', 100);
  head.write('0000000\0', 108);
  head.write('0000000\0', 116);
  head.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  head.write('00000000000\0', 136);
  head.write('        ', 148);
  head.write('0', 156);
  head.write('ustar\x0000', 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
};

const padded = (size: number): number => Math.ceil(size / block) * block;

/** The same files make the same bytes. @param files by name, at most 100 bytes long */
export const packTar = (files: Readonly<Record<string, Buffer>>): Buffer =>
  Buffer.concat([
    ...Object.entries(files).flatMap(([name, body]) => [
      header(name, body.length),
      body,
      Buffer.alloc(padded(body.length) - body.length),
    ]),
    Buffer.alloc(2 * block),
  ]);

/** Regular files by name, without a leading `./`. @throws RangeError for an archive that is cut off */
export const unpackTar = (archive: Buffer): Map<string, Buffer> => {
  const files = new Map<string, Buffer>();
  for (let at = 0; at + block <= archive.length && archive[at] !== 0; ) {
    const text = (from: number, to: number) => archive.toString('utf8', at + from, at + to).replace(/\0.*$/s, '');
    const size = Number.parseInt(text(124, 136).trim() || '0', 8);
    const kind = text(156, 157);
    const from = at + block;
    if (Number.isNaN(size) || from + size > archive.length) throw new RangeError('The tar archive is cut off');
    if (kind === '0' || kind === '') files.set(text(0, 100).replace(/^\.\//, ''), archive.subarray(from, from + size));
    at = from + padded(size);
  }
  return files;
};
