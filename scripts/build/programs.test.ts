import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { validatedPrograms } from './programs.ts';

const real = fileURLToPath(new URL('../../programs', import.meta.url));
const folder = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'herald-programs-'));
  for (const name of ['product-reviews.yaml', 'marketplaces.yaml']) cpSync(join(real, name), join(copy, name));
  return copy;
};

it('gives the SHA-256 of each program file, as Terraform’s filesha256 does', () => {
  const programs = folder();
  const hash = createHash('sha256')
    .update(readFileSync(join(programs, 'product-reviews.yaml')))
    .digest('hex');
  expect(validatedPrograms(programs)).toEqual({ 'product-reviews': hash });
});

it('lets no wrong file through, and names it', () => {
  const programs = folder();
  writeFileSync(join(programs, 'win-back.yaml'), 'programId: win-back\n');
  expect(() => validatedPrograms(programs)).toThrow(/win-back\.yaml/);
});

it('refuses a program whose id is not its file’s name', () => {
  const programs = folder();
  cpSync(join(programs, 'product-reviews.yaml'), join(programs, 'other.yaml'));
  expect(() => validatedPrograms(programs)).toThrow(/other\.yaml.*product-reviews/);
});

it('refuses a file that would silently not be deployed', () => {
  const programs = folder();
  cpSync(join(programs, 'product-reviews.yaml'), join(programs, 'win-back.yml'));
  expect(() => validatedPrograms(programs)).toThrow(/win-back\.yml.*\.yaml/s);
});
