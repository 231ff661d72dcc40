// Finds where in a YAML text a path of keys and indexes stands.
import { type Document, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml';
import type { Finding } from './problem.ts';

type Position = { line: number; column: number };
type Step = { key?: Node | null; value?: Node | null };

const stepInto = (node: Node | null | undefined, part: PropertyKey): Step | undefined => {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
    return pair && { key: pair.key as Node, value: pair.value as Node | null };
  }
  if (isSeq(node) && typeof part === 'number') return { value: node.items[part] as Node };
  return undefined;
};

/** The position of a finding; of the nearest thing around it that exists, when the thing itself is missing. */
export const positionOf = (document: Document, lines: LineCounter, { path, at }: Finding): Position => {
  let node = document.contents as Node | null | undefined;
  let found: Node | null | undefined = node;
  for (const [index, part] of path.entries()) {
    const step = stepInto(node, part);
    if (!step) break;
    node = step.value;
    const isLast = index === path.length - 1;
    found = (isLast && at === 'key' ? step.key : undefined) ?? step.value ?? step.key ?? found;
  }
  const { line, col } = lines.linePos(found?.range?.[0] ?? 0);
  return { line: Math.max(1, line), column: Math.max(1, col) };
};
