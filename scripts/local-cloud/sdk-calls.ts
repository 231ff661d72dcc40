/**
 * The lines of .local/sdk-calls.jsonl that are not about the named functions.
 * @param names short names; a function is called `<prefix>-<capability>-<short name>`
 */
export const callsWithout = (text: string, names: string[]): string =>
  text
    .split('\n')
    .filter((line) => line !== '' && !names.some((name) => functionOf(line).endsWith(`-${name}`)))
    .map((line) => `${line}\n`)
    .join('');

const functionOf = (line: string): string => (JSON.parse(line) as { function: string }).function;
