/** Controls (line breaks apart), bidirectional overrides and invisible marks. Joiners stay: Hindi and emoji need them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
const harmful = /[\u0000-\u0009\u000b-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** One line without surprises: for SMS and subjects, which a variable must not break. */
export const oneLine = (text: string): string => text.replace(harmful, ' ').replace(/\s+/g, ' ').trim();

/** Paragraphs apart by one empty line, no blanks at line ends. */
export const tidyText = (text: string): string =>
  `${text
    .replace(/[ \t]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
