// Reads a program file and says everything that is wrong with it, by line and column.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ModelSpec } from '../../lambdas/candidates/domain/scoring/model-spec.ts';
import type { AnyProgram } from '../../lambdas/shared/programs/any-program.ts';
import type { BatchProgram } from '../../lambdas/shared/programs/batch-program-schema.ts';
import { crossChecks } from './cross-checks.ts';
import type { Finding, Problem } from './problem.ts';
import { kindOf, schemaOf, unknownKind } from './program-kinds.ts';
import { readYaml } from './read-yaml.ts';
import { programJsonSchema } from './schema-keys.ts';
import type { ModelSpecs } from './scoring-checks.ts';
import { templateFolders } from './template-folders.ts';
import { findingsOf } from './zod-findings.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** `hash`: SHA-256 of the file's bytes. */
export type LoadedProgram<P extends AnyProgram = AnyProgram> =
  | { program: P; hash: string; problems?: never }
  | { problems: Problem[]; program?: never };
/** Where a program's surroundings are; default: the repository's `models` and `programs/templates`. */
export type LoadOptions = { models?: string; templates?: string };

const modelsIn =
  (models: string): ModelSpecs =>
  (modelId) => {
    const path = join(models, modelId, 'features.json');
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ModelSpec) : undefined;
  };

const parseProgram = (value: unknown): { program: AnyProgram } | { findings: Finding[] } => {
  const kind = kindOf(value);
  if (!kind) return { findings: [unknownKind(value)] };
  const parsed = schemaOf(kind).safeParse(value);
  if (parsed.success) return { program: parsed.data as AnyProgram };
  const about = { root: programJsonSchema(kind), value };
  return { findings: parsed.error.issues.flatMap((issue) => findingsOf(issue, about)) };
};

/** Loads one program file of any kind with its defaults filled in, or says all that is wrong with it. */
export const loadProgramFile = (path: string, options: LoadOptions = {}): LoadedProgram => {
  const bytes = readFileSync(path);
  const yaml = readYaml(bytes.toString('utf8'), relative(process.cwd(), path));
  if (yaml.problems) return { problems: yaml.problems };
  const parsed = parseProgram(yaml.value);
  if ('findings' in parsed) return { problems: parsed.findings.map(yaml.problem) };
  const { program } = parsed;
  const findings = crossChecks(program, {
    fileName: basename(path),
    models: modelsIn(options.models ?? join(root, 'models')),
    templates: templateFolders(options.templates ?? join(root, 'programs/templates'), basename(path, '.yaml')),
  });
  if (findings.length > 0) return { problems: findings.map(yaml.problem) };
  return { program, hash: createHash('sha256').update(bytes).digest('hex') };
};

/** The same, for what only batch programs can do. */
export const loadBatchProgramFile = (path: string, options: LoadOptions = {}): LoadedProgram<BatchProgram> => {
  const loaded = loadProgramFile(path, options);
  if (loaded.problems) return loaded;
  if (loaded.program.kind === 'batch') return { program: loaded.program, hash: loaded.hash };
  const what = `kind is "${loaded.program.kind}": this works for batch programs only, which have rows to run over`;
  const right = 'Name a program of kind batch. How to try the others: docs/programs.md';
  return { problems: [{ file: relative(process.cwd(), path), line: 1, column: 1, what, right }] };
};
