import type { SmsState } from './state.ts';

/** Does one operation of the service on its state. @throws SmsError */
export type Operation = (state: SmsState, input: Record<string, unknown>) => unknown;

/** Those of `all` that are named, or all; `missing` makes the error for one that isn't there. */
export const described = <T>(all: Record<string, T>, names: string[], missing: (name: string) => Error): T[] => {
  if (names.length === 0) return Object.values(all);
  return names.map((name) => {
    const found = Object.hasOwn(all, name) ? all[name] : undefined;
    if (!found) throw missing(name);
    return found;
  });
};
