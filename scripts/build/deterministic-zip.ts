import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** The earliest time a zip can hold, the same wherever and whenever it is made. */
const zipEpoch = new Date(1980, 0, 1);

/**
 * A zip whose bytes depend on names and contents alone: fixed time, mode and order.
 * @param files contents by path inside the zip
 */
export const deterministicZip = (files: Readonly<Record<string, Buffer>>): Promise<Buffer> => {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)))
    zip.addBuffer(content, path, { mtime: zipEpoch, mode: 0o100644, compressionLevel: 9, forceDosTimestamp: true });
  zip.end();
  return buffer(zip.outputStream);
};
