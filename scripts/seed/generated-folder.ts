// Generated data is kept in .local/data/<size>: the same request is not generated twice.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GeneratedData, generateData, generatorVersion } from '../generate/generate-data.ts';
import type { WorldRequest } from '../generate/sizes.ts';
import { markerOf } from './marker.ts';

/** The folder's data, generated now if it is of another request, or not there, or was left half done. */
export const ensureGenerated = async (request: WorldRequest, folder: string): Promise<GeneratedData> => {
  const manifest = join(folder, 'manifest.json');
  if (existsSync(manifest)) {
    const found = JSON.parse(readFileSync(manifest, 'utf8')) as GeneratedData;
    if (markerOf(found, found.version) === markerOf(request, generatorVersion)) return found;
  }
  return generateData(request, folder);
};
