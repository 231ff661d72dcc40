import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnyProgram } from '../../lambdas/shared/programs/any-program.ts';
import { loadProgramFile } from '../programs/load-program.ts';
import { problemText } from '../programs/problem.ts';
import { compileSet } from './compile-set.ts';
import { templateSchemaText } from './template-file-schema.ts';

const real = fileURLToPath(new URL('../../programs', import.meta.url));
const program = loadProgramFile(join(real, 'ticket-sale-reminders.yaml')).program as AnyProgram;
const reminder = 'ticket-sale-reminders/sale-reminder';

let root = '';
beforeEach(() => {
  const copy = mkdtempSync(join(tmpdir(), 'herald-templates-'));
  cpSync(real, copy, { recursive: true });
  root = join(copy, 'templates');
});

const edit = (file: string, right: string | RegExp, wrong: string): void => {
  const path = join(root, file);
  const text = readFileSync(path, 'utf8');
  const edited = text.replace(right, wrong);
  if (edited === text) throw new Error(`${file} has no ${right}`);
  writeFileSync(path, edited);
};
/** Problems as `<file>:line:column  what. right`, the file without its folders. */
const problems = async (): Promise<string[]> =>
  (await compileSet(program, root)).problems.map((one) => problemText(one).replace(/^[^:]*\//, ''));

it('makes the same set of the same files, and another of others', async () => {
  const first = await compileSet(program, root);
  expect(first.problems).toEqual([]);
  expect((await compileSet(program, root)).value).toEqual(first.value);
  edit(`${reminder}/fr.email.yaml`, 'Billets', 'Vos billets');
  expect((await compileSet(program, root)).value?.hash).not.toBe(first.value?.hash);
});

it('takes the SMS limit from the program', async () => {
  const { value } = await compileSet(program, root);
  expect(value?.templates.filter(({ channel }) => channel === 'sms').map(({ smsParts }) => smsParts)).toEqual([2, 2]);
});

it('has an empty set for a program without templates', async () => {
  const { value, problems: none } = await compileSet({ ...program, programId: 'silent' }, root);
  expect({ templates: value?.templates, none }).toEqual({ templates: [], none: [] });
});

it('has a JSON Schema for editors that is not stale (node scripts/programs/write-json-schema.ts)', () => {
  expect(readFileSync(join(real, 'templates/template.schema.json'), 'utf8')).toBe(templateSchemaText());
});

describe('one mistake gives its place and what would be right', () => {
  it.each<[string, string | RegExp, string, RegExp]>([
    ['de.sms.liquid', '{{ city }}', '{{ citty }}', /^de\.sms\.liquid:\d+:\d+ .*"citty".*Did you mean "city"\?/],
    ['de.sms.liquid', '| time:', '| tiem:', /^de\.sms\.liquid:\d+:\d+ .*undefined filter: tiem\. Allowed: /],
    ['de.sms.liquid', '{% endif %}', '', /^de\.sms\.liquid:\d+:\d+ .*not closed/],
    ['en.sms.liquid', '{% if saleName %}', '{% include "x" %}{% if saleName %}', /^en\.sms\.liquid:\d+:\d+ .*include/],
    ['ja.email.yaml', '{{ artist }}', '{{ artists }}', /^ja\.email\.yaml:1:\d+ .*Did you mean "artist"\?/],
    ['es.email.mjml', '{{ venue }}', '{{ venu }}', /^es\.email\.mjml:18:\d+ .*Did you mean "venue"\?/],
    ['es.email.mjml', 'mj-button', 'mj-buton', /^es\.email\.mjml:\d+:1 .*mj-buton.*doesn't exist/],
    ['fr.email.mjml', '<mj-raw>{% if posterUrl %}</mj-raw>', '{% if posterUrl %}', /^fr\.email\.mjml:1:1 .*loses 1 of/],
    [
      'fr.email.mjml',
      '../../shared/head.mjml',
      '../../shared/hed.mjml',
      /^fr\.email\.mjml:5:1 .*there is no \.\.\/\.\.\/shared\/hed\.mjml/,
    ],
    ['template.yaml', 'city: string', 'city: text', /^template\.yaml:\d+:9 .*variables\.city is "text"\. .*Allowed/],
    ['template.yaml', 'drop: saleName', 'drop: artist', /^template\.yaml:\d+:\d+ .*"artist" is not optional/],
    ['template.yaml', 'cut: city', 'cut: url', /^template\.yaml:\d+:\d+ .*"url" is a url, which can't be cut/],
    ['template.yaml', 'cut: city', 'cut: citi', /^template\.yaml:\d+:\d+ .*Did you mean "city"\?/],
    ['template.yaml', '  city: Los Angeles\n', '', /^template\.yaml:\d+:\d+ .*sample: variable "city" is missing/],
    ['template.yaml', '"2026-11-20T18:00:00Z"', 'soon', /^template\.yaml:\d+:\d+ .*"saleStartsAt" is not an ISO 8601/],
    ['template.yaml', 'fallbackLocale: en', 'fallbackLocale: it', /^template\.yaml:\d+:\d+ .*no it\.sms\.liquid, the/],
    ['template.yaml', 'channels: [sms, email]', 'channels: [sms]', /^template\.yaml:\d+:\d+ .*texts for email/],
    ['template.yaml', 'shorten:', 'shortn:', /^template\.yaml:\d+:1 .*no key "shortn"\. Did you mean "shorten"\?/],
    [
      'template.yaml',
      'artist: string',
      'artist: string\n  footer: string',
      /^template\.yaml:\d+:3 .*added to every message/,
    ],
  ])('%s: %s → %s', async (file, right, wrong, expected) => {
    edit(`${reminder}/${file}`, right, wrong);
    const found = await problems();
    expect(found[0]).toMatch(expected);
    expect(found.length).toBeLessThan(3);
  });

  it('refuses a text that has too many parts however shortened', async () => {
    writeFileSync(join(root, reminder, 'de.sms.liquid'), `${'x'.repeat(310)} {{ url }}`);
    expect(await problems()).toEqual([expect.stringMatching(/^de\.sms\.liquid:1:1 .*3 parts, over its limit of 2/)]);
  });

  it('refuses files that would silently not be used', async () => {
    writeFileSync(join(root, reminder, 'en.sms.txt'), 'x');
    writeFileSync(join(root, reminder, 'pt-br.sms.liquid'), 'x');
    writeFileSync(join(root, reminder, 'it.email.mjml'), '<mjml><mj-body></mj-body></mjml>');
    expect((await problems()).join('\n')).toMatch(
      /en\.sms\.txt:1:1 .*no file of a template.*\n.*pt-br\.sms\.liquid.*Write it as pt-BR.*\n.*it\.email\.mjml.*it\.email\.yaml is missing/,
    );
  });

  it('wants every marketplace’s language', async () => {
    for (const name of ['ja.sms.liquid', 'ja.email.mjml', 'ja.email.yaml']) rmSync(join(root, reminder, name));
    expect(await problems()).toEqual([
      expect.stringMatching(/^template\.yaml:1:1 .*marketplace JP reads ja-JP, but there is no sms text.*Write ja, or/),
      expect.stringMatching(/^template\.yaml:1:1 .*marketplace JP reads ja-JP, but there is no email text/),
    ]);
  });
});
