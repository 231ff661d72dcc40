import { NotFoundError } from '../../shared/errors.ts';
import type { TemplateSet } from '../domain/templates/template-set.ts';
import type { TemplateStore } from '../ports.ts';

/** The fake of TemplateStore: `deployed` are current; only what was pinned can be read back by hash. */
export const memoryTemplateStore = (deployed: readonly TemplateSet[]): TemplateStore => {
  const archive = new Map<string, TemplateSet>();
  const found = (set: TemplateSet | undefined, what: string): TemplateSet => {
    if (set) return set;
    throw new NotFoundError(`There are no templates of ${what}`, { whatToDo: 'Deploy or pin them first.' });
  };
  return {
    current: async (programId) =>
      found(
        deployed.find((set) => set.programId === programId),
        programId,
      ),
    pin: async (set) => void archive.set(`${set.programId}/${set.hash}`, set),
    pinned: async (programId, hash) => found(archive.get(`${programId}/${hash}`), `${programId} with hash ${hash}`),
  };
};
