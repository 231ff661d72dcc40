import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundle } from './bundle.ts';
import { withPlainKeys } from './droppable-schemas.ts';

/** Bundles a source that lies in the repository's reach and imports the result. */
const bundled = async (source: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'herald-bundle-'));
  const path = join(folder, 'source.mjs');
  writeFileSync(path, source.replaceAll("from '", `from '${join(process.cwd(), 'node_modules')}/`));
  const { file } = await bundle({ name: 'tried', path }, folder);
  return { text: readFileSync(file, 'utf8'), module: await import(pathToFileURL(file).href) };
};

describe('what bundles leave out', () => {
  it('writes computed keys out, unless they name no constant', () => {
    const source = 'const _h = "http";\nvar a = [9, { [_h]: 1 }, { [_x]: 2 }];';
    expect(withPlainKeys(source)).toBe('const _h = "http";\nvar a = [9, { "http": 1 }, { [_x]: 2 }];');
  });

  it('keeps of a client’s schemas only those of the commands that are used', async () => {
    const { text } = await bundled(
      "import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2/dist-es/index.js';\nexport const call = () => new SESv2Client({}).send(new SendEmailCommand({}));",
    );
    expect(text).toContain('/v2/email/outbound-emails');
    expect(text).not.toContain('reputation/entities');
  });

  it('leaves zod whole but for JSON Schema, and says so to whoever asks for it', async () => {
    const { module } = await bundled(
      "import * as z from 'zod/index.js';\nconst schema = z.object({ a: z.string().min(1) });\nexport const parse = (value) => schema.safeParse(value).success;\nexport const write = () => schema.toJSONSchema();",
    );
    expect([module.parse({ a: 'x' }), module.parse({ a: '' })]).toEqual([true, false]);
    expect(() => module.write()).toThrow('left out of Lambda bundles');
  });
});
