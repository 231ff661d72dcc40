import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { marketplacesSchema } from '../../lambdas/candidates/domain/program/marketplace-schema.ts';
import { programSchema } from '../../lambdas/candidates/domain/program/program-schema.ts';

const checked = (file: string, schema: z.ZodType, text: string): unknown => {
  const result = schema.safeParse(parse(text));
  if (result.success) return result.data;
  throw new Error(`${file} is not valid:\n${z.prettifyError(result.error)}`);
};

/**
 * SHA-256 (hex) of every program file, by program id. Terraform deploys only files whose hash is in this list.
 * @throws Error naming the file and what is wrong in it
 */
export const validatedPrograms = async (folder: string): Promise<Record<string, string>> => {
  checked('programs/marketplaces.yaml', marketplacesSchema, await readFile(join(folder, 'marketplaces.yaml'), 'utf8'));
  const hashes: [string, string][] = [];
  for (const name of globSync('*.yaml', { cwd: folder }).sort()) {
    if (name === 'marketplaces.yaml') continue;
    const text = await readFile(join(folder, name), 'utf8');
    const { programId } = checked(`programs/${name}`, programSchema, text) as { programId: string };
    if (`${programId}.yaml` !== basename(name))
      throw new Error(`programs/${name} says programId ${programId}: a program's id is its file's name.`);
    hashes.push([programId, createHash('sha256').update(text).digest('hex')]);
  }
  return Object.fromEntries(hashes);
};

/** Writes `<dist>/programs.json`, which Terraform reads. */
export const writePrograms = (programs: Record<string, string>, dist: string): Promise<void> =>
  writeFile(join(dist, 'programs.json'), `${JSON.stringify(programs, null, 2)}\n`);
