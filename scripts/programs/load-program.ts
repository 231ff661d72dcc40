// Reads a program file and says everything that is wrong with it, by line and column.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineCounter, parseDocument } from 'yaml';
import type { ModelSpec } from '../../lambdas/candidates/domain/scoring/model-spec.ts';
import { type BatchProgram, batchProgramSchema } from '../../lambdas/shared/programs/batch-program-schema.ts';
import { crossChecks } from './cross-checks.ts';
import type { Finding, Problem } from './problem.ts';
import { programJsonSchema } from './schema-keys.ts';
import { positionOf } from './yaml-positions.ts';
import { findingsOf } from './zod-findings.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** `hash`: SHA-256 of the file's bytes. */
export type LoadedProgram =
  | { program: BatchProgram; hash: string; problems?: never }
  | { problems: Problem[]; program?: never };

const modelOf = (models: string, modelId: string): ModelSpec | undefined => {
  const path = join(models, modelId, 'features.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ModelSpec) : undefined;
};

/**
 * Loads one program file with its defaults filled in, or says all that is wrong with it.
 * @param options `models`: the folder of models (default: the repository's)
 */
export const loadProgramFile = (path: string, options: { models?: string } = {}): LoadedProgram => {
  const bytes = readFileSync(path);
  const lines = new LineCounter();
  const document = parseDocument(bytes.toString('utf8'), { lineCounter: lines });
  const file = relative(process.cwd(), path);
  const broken = [...document.errors, ...document.warnings].map(({ message, pos }) => {
    const { line, col } = lines.linePos(pos[0]);
    return {
      file,
      line,
      column: col,
      what: message.split(/ at line|:?\n/)[0] ?? message,
      right: 'Repair the YAML: check indentation, quotes and colons',
    };
  });
  if (broken.length > 0) return { problems: broken };
  const at = (finding: Finding): Problem => {
    const { what, right } = finding;
    return { file, ...positionOf(document, lines, finding), what, right };
  };
  const value: unknown = document.toJS();
  const parsed = batchProgramSchema.safeParse(value);
  if (!parsed.success) {
    const about = { root: programJsonSchema(), value };
    return { problems: parsed.error.issues.flatMap((issue) => findingsOf(issue, about)).map(at) };
  }
  const program = parsed.data;
  const model = modelOf(options.models ?? join(root, 'models'), program.scoringModel.modelId);
  const problems = crossChecks(program, { fileName: basename(path), model }).map(at);
  return problems.length > 0 ? { problems } : { program, hash: createHash('sha256').update(bytes).digest('hex') };
};
