import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export type JsonLinesFile = { path: string; write(value: object): void; close(): void };

const flushAt = 1_000_000;

/** A JSON Lines file written in blocks of about a megabyte. `undefined` is never written: pass only objects. */
export const jsonLinesFile = (path: string): JsonLinesFile => {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w');
  let buffer = '';
  const flush = () => {
    writeSync(file, buffer);
    buffer = '';
  };
  return {
    path,
    write(value) {
      buffer += `${JSON.stringify(value)}\n`;
      if (buffer.length > flushAt) flush();
    },
    close() {
      flush();
      closeSync(file);
    },
  };
};
