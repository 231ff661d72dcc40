// Writes graphql/generated/types.ts. A test says when it is stale.
import { mkdirSync, writeFileSync } from 'node:fs';
import { generatedTypesFile, readSchema, typesOfSchema } from './types-of-schema.ts';

mkdirSync(new URL('.', generatedTypesFile), { recursive: true });
writeFileSync(generatedTypesFile, await typesOfSchema(readSchema()));
console.log('graphql/generated/types.ts is up to date');
