import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withCompactErrors } from './compact-errors.ts';

const require = createRequire(import.meta.url);
const clients = ['client-lambda', 'client-dynamodb', 'client-s3', 'client-sqs', 'client-secrets-manager'];

type ErrorClass = new (options: object) => Error & Record<string, unknown>;
/** Evaluates a module's text over a base class of its own: what a bundle would run. */
const errorsOf = (text: string): Record<string, ErrorClass> => {
  const names = [...text.matchAll(/^export (?:class|const) (\w+)/gm)].map(([, name]) => String(name));
  const body = text.replaceAll(/^import .*$/gm, '').replaceAll(/^export /gm, '');
  const base =
    'class __BaseException extends Error { constructor(options) { super(options.message); Object.assign(this, options); } }';
  return new Function(`${base}${body}; return { ${names.join(', ')} };`)();
};

describe.each(clients)('the errors of %s', (client) => {
  const file = join(require.resolve(`@aws-sdk/${client}`), '../../dist-es/models/errors.js');

  it('are the same, in fewer bytes', async () => {
    const text = await readFile(file, 'utf8');
    const compact = withCompactErrors(text);
    expect(compact.length).toBeLessThan(text.length / 2);
    const [before, after] = [errorsOf(text), errorsOf(compact)];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const options = new Proxy({ message: 'no', $metadata: {} } as Record<string, unknown>, {
      get: (own, name) => own[String(name)] ?? `value of ${String(name)}`,
    });
    for (const [name, Before] of Object.entries(before)) {
      const After = after[name] as ErrorClass;
      const [was, is] = [new Before(options), new After(options)];
      expect({ ...is, stack: '' }).toEqual({ ...was, stack: '' });
      expect((After as never as { shapeId: string }).shapeId).toBe((Before as never as { shapeId: string }).shapeId);
      expect(is).toBeInstanceOf(After);
    }
  });
});

it('leaves what it does not know as it is', () => {
  const text = 'import { B as __BaseException } from "./B";\nexport class Other extends __BaseException {\n}\n';
  expect(withCompactErrors(text)).toContain('export class Other extends __BaseException {\n}');
});
