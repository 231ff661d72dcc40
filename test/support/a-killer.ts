/** A process that dies before or after one of the things it does outside itself; then nothing works any more. */
export class Killed extends Error {}

/** Counts steps. `kill(n)`: die at the n-th, `revive`: a new process. */
export const killer = () => {
  let steps = 0;
  let at = Number.POSITIVE_INFINITY;
  let dead = false;
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (dead) throw new Killed();
    steps += 1;
    if (steps === at) dead = true;
    if (dead) throw new Killed();
    const result = await work();
    steps += 1;
    if (steps === at) dead = true;
    // What was asked for has happened, but nobody is left to hear the answer.
    if (dead) throw new Killed();
    return result;
  };
  const kill = (when: number) => {
    [steps, at, dead] = [0, when, false];
  };
  return { step, kill, died: () => dead, revive: () => kill(Number.POSITIVE_INFINITY) };
};
export type Killer = ReturnType<typeof killer>;
