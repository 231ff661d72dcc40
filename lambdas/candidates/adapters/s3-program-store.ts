import { NotFoundError } from '../../shared/errors.ts';
import { marketplacesSchema } from '../domain/program/marketplace-schema.ts';
import type { PinnedProgram } from '../domain/program/pinned-program.ts';
import { programSchema } from '../domain/program/program-schema.ts';
import type { ProgramStore } from '../ports.ts';
import type { Objects } from './s3-objects.ts';

const current = 'programs/current/';
const archive = (programId: string, hash: string): string => `programs/pinned/${programId}/${hash}.json`;

/** Programs in the data bucket: `current/` and `marketplaces.json` come from Terraform, `pinned/` never changes. */
export const s3ProgramStore = (objects: Objects): ProgramStore => {
  const kept = new Map<string, PinnedProgram>();
  const currentOf = async (programId: string): Promise<PinnedProgram | undefined> => {
    const [file, marketplaces] = await Promise.all([
      objects.get(`${current}${programId}.json`),
      objects.get('programs/marketplaces.json'),
    ]);
    if (!file || !marketplaces) return undefined;
    return parsePinned({ ...JSON.parse(file.toString()), marketplaces: JSON.parse(marketplaces.toString()) });
  };
  return {
    current: currentOf,
    list: async () => {
      const keys = await objects.list(current);
      const found = await Promise.all(keys.map((key) => currentOf(key.slice(current.length, -'.json'.length))));
      return found.filter((program) => program !== undefined);
    },
    pin: (program) => objects.put(archive(program.program.programId, program.hash), JSON.stringify(program)),
    pinned: async (programId, hash) => {
      const key = archive(programId, hash);
      const program = kept.get(key) ?? (await readPinned(objects, key));
      kept.set(key, program);
      return program;
    },
  };
};

const readPinned = async (objects: Objects, key: string): Promise<PinnedProgram> => {
  const file = await objects.get(key);
  if (file) return parsePinned(JSON.parse(file.toString()));
  throw new NotFoundError(`s3://${objects.bucket}/${key} does not exist`, {
    whatToDo: 'No run used this version of the program. Check program id and hash.',
  });
};

const parsePinned = (value: { hash: string; program: unknown; marketplaces: unknown }): PinnedProgram => ({
  hash: value.hash,
  program: programSchema.parse(value.program),
  marketplaces: marketplacesSchema.parse(value.marketplaces),
});
