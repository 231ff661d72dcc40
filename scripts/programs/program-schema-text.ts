import { programJsonSchema } from './schema-keys.ts';

/** The text of programs/program.schema.json, generated from the zod schema. */
export const programSchemaText = (): string =>
  `${JSON.stringify({ title: 'A Herald program (docs/programs.md)', ...programJsonSchema() }, null, 2)}\n`;
