// Writes programs/program.schema.json for editors. Usage: node scripts/programs/write-json-schema.ts
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { programSchemaText } from './program-schema-text.ts';

const path = fileURLToPath(new URL('../../programs/program.schema.json', import.meta.url));
writeFileSync(path, programSchemaText());
console.log('wrote programs/program.schema.json');
