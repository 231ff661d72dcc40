import { anyProgramJsonSchema } from './schema-keys.ts';

/** The text of programs/program.schema.json, generated from the zod schemas. */
export const programSchemaText = (): string =>
  `${JSON.stringify({ title: 'A Herald program (docs/programs.md)', ...anyProgramJsonSchema() }, null, 2)}\n`;
