import type { Objects } from '../../shared/aws/s3-objects.ts';
import { NotFoundError } from '../../shared/errors.ts';
import type { TemplateSet } from '../domain/templates/template-set.ts';
import type { TemplateStore } from '../ports.ts';

const current = (programId: string): string => `templates/current/${programId}.json`;
const archive = ({ programId, hash }: Pick<TemplateSet, 'programId' | 'hash'>): string =>
  `templates/pinned/${programId}/${hash}.json`;

const read = async (objects: Objects, key: string, whatToDo: string): Promise<TemplateSet> => {
  const file = await objects.get(key);
  if (file) return JSON.parse(file.toString()) as TemplateSet; // written by our build, or by `pin`
  throw new NotFoundError(`s3://${objects.bucket}/${key} does not exist`, { whatToDo });
};

/** Compiled templates in the data bucket. `current/` comes from Terraform (dist/templates), `pinned/` never changes. */
export const s3TemplateStore = (objects: Objects): TemplateStore => {
  const kept = new Map<string, TemplateSet>();
  return {
    current: (programId) => read(objects, current(programId), 'Deploy the program’s templates: make deploy.'),
    pin: async (set) => {
      const key = archive(set);
      if (kept.has(key)) return;
      await objects.put(key, JSON.stringify(set));
      kept.set(key, set);
    },
    pinned: async (programId, hash) => {
      const key = archive({ programId, hash });
      const set =
        kept.get(key) ?? (await read(objects, key, 'No notification used this version. Check program id and hash.'));
      kept.set(key, set);
      return set;
    },
  };
};
