import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { messagesIn } from '../../web/src/i18n/languages.ts';
import { issueWords } from '../../web/src/pages/solution/issue-words.ts';

const t = await messagesIn('en');
const words = (type: string) => issueWords(t, { type, appVersion: '1', severity: 'low' });
const file = new URL('../../programs/predictive-issue-resolution.yaml', import.meta.url);
const { issues } = parse(readFileSync(file, 'utf8')) as { issues: { catalogue: { issueType: string }[] } };

it.each(issues.catalogue)('has plain words for $issueType', ({ issueType }) => {
  expect(words(issueType)).not.toBe(t.issueOther);
});

it.each(['other_error', 'nobody_knows', 'constructor', '__proto__', ''])('calls “%s” errors', (type) => {
  expect(words(type)).toBe(t.issueOther);
});
