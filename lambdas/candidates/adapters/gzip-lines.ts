// Gzipped JSON Lines: read as a stream, read whole, written line by line. Level 1: these files are read once or twice.
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { constants, createGunzip, createGzip, gunzip, gzip } from 'node:zlib';
import type { LineWriter } from '../ports.ts';

const inflate = promisify(gunzip);
const deflate = promisify<Buffer | string, { level: number }, Buffer>(gzip);
const level = constants.Z_BEST_SPEED;
const flushAt = 64 * 1024;

export const packLines = (values: readonly unknown[]): Promise<Buffer> =>
  deflate(values.map((value) => `${JSON.stringify(value)}\n`).join(''), { level });

export const unpackLines = async <T>(packed: Buffer): Promise<T[]> => {
  const text = (await inflate(packed)).toString('utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as T);
};

/** The lines of a gzipped object, without ever holding more than one piece of it. Empty lines are left out. */
export async function* streamLines(source: Readable): AsyncGenerator<string> {
  const text = createGunzip();
  source.on('error', (error) => text.destroy(error));
  source.pipe(text);
  let rest = '';
  try {
    for await (const piece of text.setEncoding('utf8')) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield line;
    }
    if (rest !== '') yield rest;
  } finally {
    source.destroy();
    text.destroy();
  }
}

/**
 * Gzips lines as they come and keeps only the compressed bytes.
 * @param finish takes the whole object, once, at `close`
 */
export const gzipLineWriter = (finish: (packed: Buffer) => Promise<void>): LineWriter => {
  const stream = createGzip({ level });
  const packed: Buffer[] = [];
  stream.on('data', (piece: Buffer) => packed.push(piece));
  const ended = once(stream, 'end');
  ended.catch(() => undefined);
  let waiting = '';
  return {
    write: async (line) => {
      waiting += `${line}\n`;
      if (waiting.length < flushAt) return;
      const text = waiting;
      waiting = '';
      if (!stream.write(text)) await once(stream, 'drain');
    },
    close: async () => {
      stream.end(waiting);
      await ended;
      await finish(Buffer.concat(packed));
    },
  };
};
