import type { Objects } from '../aws/s3-objects.ts';
import { NotFoundError } from '../errors.ts';
import { type AnyProgram, anyProgramSchema } from './any-program.ts';
import { type BatchProgram, batchProgramSchema } from './batch-program-schema.ts';
import { marketplacesSchema } from './marketplace-schema.ts';
import type { PinnedProgram } from './pinned-program.ts';
import type { ProgramStore } from './program-store.ts';

const current = 'programs/current/';
const archive = (programId: string, hash: string): string => `programs/pinned/${programId}/${hash}.json`;

type Raw = { hash: string; program: unknown; marketplaces: unknown };
type Parse<P extends AnyProgram> = (program: unknown) => P | undefined;

/** Batch programs in the data bucket; those of other kinds are passed over. */
export const s3ProgramStore = (objects: Objects): ProgramStore =>
  storeOf<BatchProgram>(objects, (program) =>
    kindOf(program) === 'batch' ? batchProgramSchema.parse(program) : undefined,
  );

/** Programs of every kind. */
export const s3AnyProgramStore = (objects: Objects): ProgramStore<AnyProgram> =>
  storeOf<AnyProgram>(objects, (program) => anyProgramSchema.parse({ ...(program as object), kind: kindOf(program) }));

const kindOf = (program: unknown): unknown => (program as { kind?: unknown }).kind ?? 'batch';

/** `current/` and `marketplaces.json` come from Terraform, `pinned/` never changes. */
const storeOf = <P extends AnyProgram>(objects: Objects, parse: Parse<P>): ProgramStore<P> => {
  const kept = new Map<string, PinnedProgram<P>>();
  const currentOf = async (programId: string): Promise<PinnedProgram<P> | undefined> => {
    const [file, marketplaces] = await Promise.all([
      objects.get(`${current}${programId}.json`),
      objects.get('programs/marketplaces.json'),
    ]);
    if (!file || !marketplaces) return undefined;
    return parsePinned({ ...JSON.parse(file.toString()), marketplaces: JSON.parse(marketplaces.toString()) }, parse);
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
      const program = kept.get(key) ?? (await readPinned(objects, key, parse));
      kept.set(key, program);
      return program;
    },
  };
};

const readPinned = async <P extends AnyProgram>(objects: Objects, key: string, parse: Parse<P>) => {
  const file = await objects.get(key);
  const program = file && parsePinned(JSON.parse(file.toString()), parse);
  if (program) return program;
  throw new NotFoundError(`s3://${objects.bucket}/${key} does not exist`, {
    whatToDo: 'Nothing used this version of the program. Check program id and hash.',
  });
};

const parsePinned = <P extends AnyProgram>(value: Raw, parse: Parse<P>): PinnedProgram<P> | undefined => {
  const program = parse(value.program);
  return program && { hash: value.hash, program, marketplaces: marketplacesSchema.parse(value.marketplaces) };
};
