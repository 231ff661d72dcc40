import { createInterface } from 'node:readline/promises';

/**
 * Asks a yes-or-no question at the terminal; anything but "yes" is no.
 * @throws Error where nobody can answer (no terminal)
 */
export const confirm = async (question: string): Promise<boolean> => {
  if (!process.stdin.isTTY) throw new Error(`${question} Nobody can answer here: pass --yes to go ahead.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} Type "yes": `);
  terminal.close();
  return answer.trim() === 'yes';
};
