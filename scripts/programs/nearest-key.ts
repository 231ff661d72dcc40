/** Edits (insert, delete, replace) that turn one word into another (Levenshtein). */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(Math.min((row[j] ?? 0) + (letter === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    row = next;
  }
  return row.at(-1) ?? 0;
};

/** The valid word that was probably meant; `undefined` when none is near. Case and joining signs don't count. */
export const nearest = (word: string, valid: readonly string[]): string | undefined => {
  const plain = (text: string) => text.toLowerCase().replace(/[-_ ]/g, '');
  const [best] = valid
    .map((candidate) => ({ candidate, edits: distance(plain(word), plain(candidate)) }))
    .sort((a, b) => a.edits - b.edits);
  return best && best.edits <= Math.max(1, word.length / 2) ? best.candidate : undefined;
};
