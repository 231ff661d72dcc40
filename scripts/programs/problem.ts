/** What is wrong in a program file, and what would be right. Line and column count from 1. */
export type Problem = { file: string; line: number; column: number; what: string; right: string };

/** One line an editor or terminal can jump from: `programs/x.yaml:12:5  what is wrong. What would be right.` */
export const problemText = ({ file, line, column, what, right }: Problem): string =>
  `${file}:${line}:${column}  ${what}. ${right}${/[.?!]$/.test(right) ? '' : '.'}`;

/** A problem by where it is in the document, not yet in the text. `at: 'key'` points to the key, not to its value. */
export type Finding = { path: readonly PropertyKey[]; at?: 'key'; what: string; right: string };

/** `filterChain[0].parameters`; the whole file for the empty path. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.length === 0
    ? 'the file'
    : path.reduce<string>(
        (text, part) =>
          typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
        '',
      );
