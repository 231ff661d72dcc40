const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Characters as a reader counts them: an emoji of several code points, or a letter with its vowel signs, is one. */
export const characters = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);

/** The text with at most `most` characters (at least 2), the last of which says that something is missing. */
export const cutText = (text: string, most: number): string => {
  const all = characters(text);
  if (all.length <= most) return text;
  const kept = all.slice(0, most - 1).join('');
  return `${kept.replace(/[\s\p{P}|]+$/u, '')}…`;
};
