import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Channels (`email`, `sms`) that each template of a program is written for, by template id. */
export type TemplateFolders = Readonly<Record<string, readonly string[]>>;

const channelsOf = (file: string): string[] => {
  try {
    const { channels } = (parse(readFileSync(file, 'utf8')) ?? {}) as { channels?: unknown };
    return Array.isArray(channels) ? channels.map(String) : [];
  } catch {
    return []; // broken YAML: scripts/templates says so, by line
  }
};

/** What lies in `<templates>/<programId>`; empty where there is nothing. */
export const templateFolders = (templates: string, programId: string): TemplateFolders => {
  const folder = join(templates, programId);
  if (!existsSync(folder)) return {};
  const ids = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'template.yaml')));
  return Object.fromEntries(ids.map((id) => [id, channelsOf(join(folder, id, 'template.yaml'))]));
};
