import { LineCounter, parseDocument } from 'yaml';
import type { Finding, Problem } from './problem.ts';
import { positionOf } from './yaml-positions.ts';

/** A readable text's value, and how a finding by path becomes a problem by line and column; or why it can't be read. */
export type ReadYaml =
  | { value: unknown; problem: (finding: Finding) => Problem; problems?: never }
  | { problems: Problem[] };

/** @param file as problems shall name it */
export const readYaml = (text: string, file: string): ReadYaml => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = [...document.errors, ...document.warnings].map(({ message, pos }) => {
    const { line, col } = lines.linePos(pos[0]);
    const what = message.split(/ at line|:?\n/)[0] ?? message;
    return { file, line, column: col, what, right: 'Repair the YAML: check indentation, quotes and colons' };
  });
  if (broken.length > 0) return { problems: broken };
  return {
    value: document.toJS(),
    problem: (finding) => ({
      file,
      ...positionOf(document, lines, finding),
      what: finding.what,
      right: finding.right,
    }),
  };
};
