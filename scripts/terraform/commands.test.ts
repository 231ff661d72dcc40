import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { apply, type Deployment, destroy, plan } from './commands.ts';

let folder: string;
let deployment: Deployment;

/** A terraform that only writes down what it was told, one argument a line. */
const listening = '#!/bin/sh\nprintf \'%s\\n\' "$TF_DATA_DIR" "$@" > "$TOLD"\n';
const told = () => readFileSync(join(folder, 'told'), 'utf8').trim().split('\n');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'herald-terraform-'));
  writeFileSync(join(folder, 'terraform'), listening);
  chmodSync(join(folder, 'terraform'), 0o755);
  const env = { PATH: [folder, process.env.PATH].join(delimiter), TOLD: join(folder, 'told') };
  const files = { stateFile: '/state', variablesFile: '/made', settingsFile: '/settings' };
  deployment = { env, directory: folder, output: 'quiet', dataDirectory: '/data', ...files };
});

afterEach(() => rmSync(folder, { recursive: true }));

it.each([
  ['plan', plan],
  ['apply', apply],
])('%s goes by the state and variables of the deployment, and makes anew what it is told to', async (verb, run) => {
  await run(deployment, { replace: ['module.graphql_api.aws_appsync_api_key.this', 'module.a["b"].c.d'] });
  const [data, first, ...rest] = told();
  expect({ data, first }).toEqual({ data: '/data', first: verb });
  expect(rest).toEqual(
    expect.arrayContaining([
      '-state=/state',
      '-replace=module.graphql_api.aws_appsync_api_key.this',
      '-replace=module.a["b"].c.d',
    ]),
  );
});

it.each([
  ['plan', plan],
  ['apply', apply],
  ['destroy', destroy],
])('%s makes nothing anew unasked, and takes what the build wrote over a person’s settings', async (_verb, run) => {
  await run(deployment);
  expect(told().filter((argument) => argument.startsWith('-replace'))).toEqual([]);
  expect(told().filter((argument) => argument.startsWith('-var-file'))).toEqual([
    '-var-file=/settings',
    '-var-file=/made',
  ]);
});
