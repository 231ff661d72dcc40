import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadMarketplacesFile } from './load-marketplaces.ts';
import { loadBatchProgramFile, loadProgramFile } from './load-program.ts';
import { problemText } from './problem.ts';
import { programSchemaText } from './program-schema-text.ts';
import { placeholders, returnsColumn } from './query-text.ts';

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const reviews = readFileSync(path('programs/product-reviews.yaml'), 'utf8');
const reminders = readFileSync(path('programs/ticket-sale-reminders.yaml'), 'utf8');
const winBack = readFileSync(path('test/fixtures/programs/win-back.yaml'), 'utf8');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'herald-programs-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Problems of a text as `line:column what. right`. */
const problemsOf = (text: string, name = 'product-reviews.yaml'): string[] => {
  writeFileSync(join(folder, name), text);
  const { problems = [] } = loadProgramFile(join(folder, name));
  return problems.map((problem) => problemText(problem).replace(/^.*?\.yaml:/, ''));
};
const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

describe('the programs that are here', () => {
  it('are valid, and hash to the SHA-256 of their text', () => {
    const loaded = loadProgramFile(path('programs/product-reviews.yaml'));
    expect(loaded.problems).toBeUndefined();
    expect(loaded).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/), program: { shards: 4 } });
    expect(loadProgramFile(path('programs/ticket-sale-reminders.yaml'))).toMatchObject({ program: { kind: 'sale' } });
    expect(loadMarketplacesFile(path('programs/marketplaces.yaml')).problems).toBeUndefined();
  });

  it('include the worked example of docs/programs.md, word for word', () => {
    expect(loadProgramFile(path('test/fixtures/programs/win-back.yaml')).problems).toBeUndefined();
    expect(readFileSync(path('docs/programs.md'), 'utf8')).toContain(`\`\`\`yaml\n${winBack}\`\`\``);
  });

  it('have a JSON Schema for editors that is not stale (node scripts/programs/write-json-schema.ts)', () => {
    expect(readFileSync(path('programs/program.schema.json'), 'utf8')).toBe(programSchemaText());
  });
});

describe('one mistake gives one problem, at its place, with what would be right', () => {
  const at = (text: string, part: string) => `${lineOf(text, part)}:`;
  it.each<[string, string, string, string]>([
    ['maxRequestsPerMonth: 3', 'maxRequestsPerMonth: three', 'three', 'is "three". Write a number'],
    ['maxRequestsPerMonth: 3', 'maxRequestsPerMonth: 0', 'PerMonth: 0', 'is 0. The least allowed is 1'],
    ['candidateTTLDays: 30', 'candidateTTLDays: 400', 'TTLDays: 400', 'is 400. The most allowed is 365'],
    ['enabled: true', 'enabled: true\nshard: 4', 'shard: 4', 'no key "shard". Did you mean "shards"?'],
    ['type: eligibility', 'type: eligible', 'type: eligible', 'Did you mean "eligibility"? Allowed: "trust"'],
    ['[US, UK', '[USA, UK', 'USA', 'marketplaces[0] is "USA". Did you mean "US"?'],
    ['sendTime: "10:00"', 'sendTime: "10"', 'sendTime: "10"', 'is "10". It must be a time of day such as "10:00"'],
    ['sendTime: "10:00"', 'sendTime: 36000', 'sendTime: 36000', 'is 36000. Write text (put it in quotes)'],
    ['cron(0 2 * * ? *)', 'daily', 'daily', 'It must be an EventBridge expression'],
    ['type: athena', 'type: snowflake', 'snowflake', 'Allowed: "athena"'],
    ['    purchased: boolean\n', '', 'filterId: trust', 'reads attribute "purchased", which is not declared'],
    [
      'purchased: boolean',
      'purchased: string',
      'filterId: trust',
      'reads "purchased" as boolean, but it is declared as string',
    ],
    ['load_date = ?', 'load_date = x', 'query: |', 'the query has 0 "?" but 1 parameters'],
    [' AS reviewed', ' AS review', 'query: |', 'does not return "reviewed". Select it'],
    [', rating_count]', ']', 'features: [', 'Write features: [engagement_score, review_history'],
    [
      'model://review-propensity-v2',
      'model://other-v1',
      'model://other-v1',
      'Write endpoint: model://review-propensity-v2',
    ],
    ['constant://0.5', 'constant://5', 'constant://5', 'Write a number from 0 to 1'],
    ['programId: product-reviews', 'programId: product-review', 'programId: ', 'Name the file product-review.yaml'],
    ['filterId: eligibility', 'filterId: trust', '  - filterId: trust\n    type: eligibility', '"trust" is used twice'],
  ])('%s → %s', (right, wrong, place, message) => {
    const text = reviews.replace(right, () => wrong);
    const problems = problemsOf(text);
    expect(problems).toEqual([expect.stringContaining(message)]);
    expect(problems[0]).toMatch(new RegExp(`^${at(text, place)}\\d+ `));
  });

  it.each<[string, string, string]>([
    ['templateId: review-request-v3', 'templateId: review-request-v2', 'Did you mean "review-request-v3"?'],
    ['type: email', 'type: sms', 'template "review-request-v3" is not written for sms. Add "sms" to channels'],
    ['timezone: local', 'timezone: Berlin', '"Berlin" is no time zone. Write local, or an IANA zone'],
    ['  channel: email', '  channel: mail', 'campaign.channel "mail" is none of the channels. Did you mean "email"?'],
    ['quietHours: wait', 'quietHours: pass', 'quietHours is pass, but messages are bulk marketing'],
    ['kind: batch', 'kind: batches', 'kind is "batches". Did you mean "batch"? Allowed: "batch", "sale"'],
    [
      'purpose: marketing\n  priority: bulk',
      'purpose: service\n  priority: urgent',
      'urgent service messages are never held out',
    ],
  ])('about delivery: %s → %s', (right, wrong, message) => {
    expect(problemsOf(reviews.replace(right, wrong))).toEqual([expect.stringContaining(message)]);
  });

  it('wants a delivery section for a campaign', () => {
    const text = reviews.replace(/\ndelivery:\n( {2}.*\n)+/, '\n');
    expect(problemsOf(text)).toEqual([expect.stringContaining('there is no delivery section. Add "delivery"')]);
  });

  it.each<[string, string, string]>([
    ['segments: [Music', 'segments: [Musik', 'Discovery has no segment "Musik"'],
    ['countries: [US', 'countries: [USA', 'sales.suppression.countries[0] is "USA"'],
    ['  suppression:', '  windowMinutes: 60\n  suppression:', 'sales.windowMinutes is 60'],
    ['  suppression:', '  suppressions:', 'sales has no key "suppressions". Did you mean "suppression"?'],
    ['"+44"', '"44"', 'countryCodes[1] is "44"'],
    ['schedule: cron(', 'schedule: every(', 'must be an EventBridge expression'],
    ['sale-reminder }', 'sale-reminder, sendTime: "10:00" }', 'reminders go right before their sale'],
    ['  suppression:', '  shortUrlDeadlineMinutes: 30\n  suppression:', 'no message would ever wait'],
  ])('about sales: %s → %s', (right, wrong, message) => {
    const problems = problemsOf(reminders.replace(right, wrong), 'ticket-sale-reminders.yaml');
    expect(problems.join('\n')).toContain(message);
    expect(problems.length).toBeLessThan(3);
  });

  it('wants the message that asks fans to confirm', () => {
    const templates = join(folder, 'templates');
    mkdirSync(join(templates, 'ticket-sale-reminders/sale-reminder'), { recursive: true });
    writeFileSync(join(templates, 'ticket-sale-reminders/sale-reminder/template.yaml'), 'channels: [sms, email]\n');
    const { problems = [] } = loadProgramFile(path('programs/ticket-sale-reminders.yaml'), { templates });
    expect(problems.map(problemText)).toEqual([
      expect.stringContaining('there is no template "confirm-contact" for sms'),
      expect.stringContaining('there is no template "confirm-contact" for email'),
    ]);
  });

  it('runs only batch programs over rows', () => {
    const loaded = loadBatchProgramFile(path('programs/ticket-sale-reminders.yaml'));
    expect(loaded.problems?.map(problemText)).toEqual([
      expect.stringContaining('kind is "sale": this works for batch'),
    ]);
  });

  it('names every missing key where it should stand', () => {
    const problems = problemsOf(reviews.replace('enabled: true\n', '').replace(/ {4}parameters:\n {6}maxR.*\n/, ''));
    expect(problems).toEqual([
      expect.stringContaining('enabled is missing. Add "enabled" – true or false'),
      expect.stringMatching(/filterChain\[2\]\.parameters is missing\. Add "parameters"/),
    ]);
  });

  it('points to broken YAML', () => {
    expect(problemsOf(reviews.replace('"10:00"', '"10:00'))[0]).toMatch(/^\d+:\d+ .*quote.*Repair the YAML/);
  });

  it('wants an attribute filter to say something', () => {
    const text = winBack.replace('      oneOf: [gold, silver]\n', '');
    expect(problemsOf(text, 'win-back.yaml')).toEqual([expect.stringContaining('Add atLeast, atMost or oneOf')]);
  });

  it('wants bands in order', () => {
    const text = winBack.replace('features: []', 'features: []\n  bands: { high: 0.3, medium: 0.5 }');
    expect(problemsOf(text, 'win-back.yaml')).toEqual([expect.stringContaining('bands.medium (0.5) is not below')]);
  });
});

describe('a look at SQL', () => {
  it('counts parameters outside of texts and comments', () => {
    expect(placeholders("SELECT '?' -- ?\n, x /* ? */ FROM t WHERE a = ? AND b = ?")).toBe(2);
  });

  it.each([
    ['SELECT a.id, b FROM t', 'id', true],
    ['SELECT x AS id FROM t', 'id', true],
    ['SELECT id AS x FROM t', 'id', false],
    ['SELECT * FROM t', 'id', true],
    ['SELECT x FROM t WHERE id = 1', 'id', false],
  ])('%s returns %s: %s', (sql, column, returns) => {
    expect(returnsColumn(sql, column)).toBe(returns);
  });
});
