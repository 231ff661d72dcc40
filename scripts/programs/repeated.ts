import type { Finding } from './problem.ts';

/** One finding per id that an earlier one has already. @param path where the id of an index stands */
export const repeated = (ids: readonly string[], path: (index: number) => PropertyKey[]): Finding[] =>
  ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [{ path: path(index), what: `"${id}" is used twice`, right: 'Give every one its own id: decisions name it' }],
  );
