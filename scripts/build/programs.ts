import { globSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadMarketplacesFile } from '../programs/load-marketplaces.ts';
import { loadProgramFile } from '../programs/load-program.ts';
import { type Problem, problemText } from '../programs/problem.ts';

const wrongSuffix = (name: string): Problem[] => [
  { file: `programs/${name}`, line: 1, column: 1, what: 'ends in .yml, which is not deployed', right: 'Name it .yaml' },
];

/**
 * SHA-256 (hex) of every program file, by program id. Terraform deploys only files whose hash is in this list.
 * @throws Error with every problem of every file: file, line, column, what is wrong and what would be right
 */
export const validatedPrograms = (folder: string): Record<string, string> => {
  const problems = [
    ...(loadMarketplacesFile(join(folder, 'marketplaces.yaml')).problems ?? []),
    ...globSync('*.yml', { cwd: folder }).flatMap(wrongSuffix),
  ];
  const hashes: Record<string, string> = {};
  for (const name of globSync('*.yaml', { cwd: folder }).sort()) {
    if (name === 'marketplaces.yaml') continue;
    const loaded = loadProgramFile(join(folder, name));
    if (loaded.problems) problems.push(...loaded.problems);
    else hashes[loaded.program.programId] = loaded.hash;
  }
  if (problems.length > 0) throw new Error(problems.map(problemText).join('\n'));
  return hashes;
};

/** Writes `<dist>/programs.json`, which Terraform reads. */
export const writePrograms = (programs: Record<string, string>, dist: string): Promise<void> =>
  writeFile(join(dist, 'programs.json'), `${JSON.stringify(programs, null, 2)}\n`);
