// Alarms and dashboards name our metrics by text: each is one that the code counts, and none is mistaken for another.
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const textOf = (pattern: string): string[] => globSync(pattern).map((file) => readFileSync(file, 'utf8'));
const code = globSync('lambdas/**/*.ts')
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Lines about metrics of ours; AWS's have their namespace beside them. A suffix after `_` is filled in. */
const lines = textOf('terraform/modules/observability/*.tf')
  .flatMap((text) => text.split('\n'))
  .filter((line) => /metric|figures|\["Events/.test(line) && !/"AWS\/|statistic = /.test(line));
const watched = new Set(
  lines.flatMap((line) => [...line.matchAll(/"([A-Z][a-z]+[A-Z][A-Za-z]*)(?:_\$\{[^"]*)?"/g)].map(([, name]) => name)),
) as Set<string>;

it('finds the names', () => {
  for (const name of [
    'FallbackScored',
    'EventsRefused',
    'StageMs',
    'DuePlacesLeft',
    'CasesEscalated',
    'CallbacksNotSeen',
  ])
    expect(watched).toContain(name);
});

it.each([...watched])('%s is counted', (name) => {
  expect(code).toMatch(new RegExp(`\\b${name}(?![a-z])`));
});

it('has no two that differ by a capital alone', () => {
  const inCode = [...code.matchAll(/(?:addMetric\(|\b\w+: )['`]([A-Z][a-z]+[A-Z][A-Za-z]*)/g)].map(([, name]) => name);
  const names = [...new Set([...watched, ...(inCode as string[])])];
  const twins = names.filter((name) => names.some((one) => one !== name && one.toLowerCase() === name.toLowerCase()));
  expect(twins).toEqual([]);
});
