// Writes the JSON Schemas for editors: programs/program.schema.json and programs/templates/template.schema.json.
// Usage: node scripts/programs/write-json-schema.ts
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { templateSchemaText } from '../templates/template-file-schema.ts';
import { programSchemaText } from './program-schema-text.ts';

const files = {
  'programs/program.schema.json': programSchemaText(),
  'programs/templates/template.schema.json': templateSchemaText(),
};
for (const [file, text] of Object.entries(files)) {
  writeFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), text);
  console.log(`wrote ${file}`);
}
