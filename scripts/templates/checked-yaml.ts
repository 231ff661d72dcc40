import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import * as z from 'zod';
import type { Finding, Problem } from '../programs/problem.ts';
import { readYaml } from '../programs/read-yaml.ts';
import type { JsonSchema } from '../programs/schema-keys.ts';
import { findingsOf } from '../programs/zod-findings.ts';

export type CheckedYaml<T> =
  | { data: T; problem: (finding: Finding) => Problem; problems?: never }
  | { problems: Problem[]; data?: never };

/** Reads a YAML file by a schema, or says all that is wrong with it, by line and column. */
export const checkedYaml = <S extends z.ZodType>(path: string, schema: S): CheckedYaml<z.infer<S>> => {
  const yaml = readYaml(readFileSync(path, 'utf8'), relative(process.cwd(), path));
  if (yaml.problems) return yaml;
  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return { data: parsed.data, problem: yaml.problem };
  const about = { root: z.toJSONSchema(schema, { io: 'input' }) as JsonSchema, value: yaml.value };
  return { problems: parsed.error.issues.flatMap((issue) => findingsOf(issue, about)).map(yaml.problem) };
};
