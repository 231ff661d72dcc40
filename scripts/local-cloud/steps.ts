/** Does one step of a longer job and prints one line for it, with its seconds. */
export const step = async <T>(title: string, work: () => Promise<T> | T): Promise<T> => {
  const started = performance.now();
  try {
    const result = await work();
    const note = typeof result === 'string' ? `: ${result}` : '';
    console.log(`  ${title}${note} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    console.log(`  ${title}: FAILED (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    throw error;
  }
};

/** Runs a script's main function; a failure is told in plain lines, without a stack, and ends with code 1. */
export const main = async (name: string, work: () => Promise<number | undefined>): Promise<void> => {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
};
