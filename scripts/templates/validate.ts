// Compiles and checks every template, and shows SMS sizes. Usage: node scripts/templates/validate.ts [--show locale]
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { renderMessage } from '../../lambdas/delivery/domain/templates/render.ts';
import type { TemplateSet } from '../../lambdas/delivery/domain/templates/template-set.ts';
import { compiledTemplates } from '../build/templates.ts';

const folder = fileURLToPath(new URL('../../programs', import.meta.url));
const { values } = parseArgs({ options: { show: { type: 'string' } } });

const show = (set: TemplateSet, wanted: string | undefined): void => {
  for (const { templateId, channel, locales, sample } of set.templates)
    for (const locale of Object.keys(locales)) {
      const message = renderMessage({ set, templateId, channel, locale, variables: sample });
      const size = message.channel === 'sms' ? `${message.parts} × ${message.encoding}` : message.subject;
      console.log(`${set.programId}/${templateId} ${channel} ${locale}: ${size}`);
      if (wanted === locale) console.log(`\n${message.text}\n`);
    }
};

try {
  const ids = globSync('*.yaml', { cwd: folder }).filter((name) => name !== 'marketplaces.yaml');
  const sets = await compiledTemplates(
    join(folder),
    ids.map((name) => name.replace(/\.yaml$/, '')),
  );
  for (const set of Object.values(sets)) show(set, values.show);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
