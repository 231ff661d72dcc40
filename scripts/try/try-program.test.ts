import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from './csv.ts';
import { decisionsAbout, tryProgram } from './try-program.ts';

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const winBack = {
  program: path('test/fixtures/programs/win-back.yaml'),
  rows: path('test/fixtures/programs/win-back.csv'),
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'herald-try-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('trying a program that was written from the docs', () => {
  it('gives every row its verdict', async () => {
    const { summary, decisions, missing } = await tryProgram({ ...winBack, day: '2026-11-20' });
    expect(summary.split).toMatchObject({ rows: 11, rejected: 1, reasons: { 'marketplace-missing': 1 } });
    const verdicts = decisions.map(
      ({ candidate, reason = 'passed' }) => `${candidate.customerId}/${candidate.subject}: ${reason}`,
    );
    expect(verdicts.sort()).toEqual([
      'asked-lately/books: cap-reached',
      'elsewhere/books: marketplace-not-enabled',
      'lapsed-gold/garden: passed',
      'lapsed-silver/toys, games: passed',
      'lapsed-tin/books: not-one-of',
      'opted-out/books: opted-out',
      'recent-gold/garden: below-minimum',
      'suspended/books: customer-not-active',
      'two-tastes/books: cap-reached',
      'two-tastes/garden: passed',
    ]);
    expect(summary).toMatchObject({ store: { inserted: 3 }, decisions: { bands: { medium: 3 } } });
    expect(missing).toEqual([]);
  });

  it('says why, for a customer or one of their subjects', async () => {
    const { decisions } = await tryProgram({ ...winBack, day: '2026-11-20' });
    expect(decisionsAbout(decisions, 'two-tastes')).toHaveLength(2);
    expect(decisionsAbout(decisions, 'two-tastes,garden')).toMatchObject([{ outcome: 'scored' }]);
    expect(decisionsAbout(decisions, 'nobody')).toEqual([]);
  });

  it('reads gzipped JSON Lines as it reads CSV, and takes the latest event’s day', async () => {
    const row = { customer_id: 'c', subject: 's', occasion: 'o', event_time: '2026-06-01 10:00:00', marketplace: 'DE' };
    const rows = join(folder, 'rows.jsonl.gz');
    const lines = [
      { ...row, tier: 'gold', days_since_last_order: 100 },
      { ...row, event_time: 'never' },
    ];
    writeFileSync(rows, gzipSync(lines.map((line) => JSON.stringify(line)).join('\n')));
    const { run, summary, missing, decisions } = await tryProgram({ program: winBack.program, rows });
    expect(run.asOf).toBe('2026-06-02T00:00:00.000Z');
    expect(summary.split).toMatchObject({ rows: 2, rejected: 1 });
    expect(decisions).toMatchObject([{ reason: 'customer-unknown' }]);
    expect(missing).toEqual(['customers.jsonl', 'policy.jsonl']);
  });

  it('refuses a wrong program with all its problems', async () => {
    const program = join(folder, 'win-back.yaml');
    writeFileSync(
      program,
      readFileSync(winBack.program, 'utf8').replace('atLeast: 90', 'atleast: 90').replace('[US', '[U'),
    );
    await expect(tryProgram({ ...winBack, program })).rejects.toThrow(/marketplaces\[0\][\s\S]*Did you mean "atLeast"/);
  });
});

it('scores by the model that the program names', async () => {
  const facts = mkdtempSync(join(folder, 'reviews-'));
  const put = (name: string, item: object) => writeFileSync(join(facts, name), JSON.stringify(item));
  const row = { customer_id: 'c', subject: 'p', occasion: 'o', event_time: '2026-11-19 10:00:00', marketplace: 'US' };
  put('rows.jsonl', { ...row, purchased: true, refunded: false, reviewed: false });
  put('customers.jsonl', { customerId: 'c', status: 'active', flagged: false });
  put('products.jsonl', { productId: 'p', openForReviews: true });
  const reviews = { program: path('programs/product-reviews.yaml'), rows: join(facts, 'rows.jsonl') };
  const { decisions } = await tryProgram(reviews);
  const scoredBy = { scoredBy: 'model://review-propensity-v2', fallback: false };
  expect(decisions).toMatchObject([{ outcome: 'scored', score: scoredBy }]);
});

describe('make try', () => {
  const run = (...options: string[]) =>
    spawnSync(process.execPath, [path('scripts/try.ts'), '--program', winBack.program, ...options], {
      encoding: 'utf8',
    });

  it('prints funnel, reasons and the why that was asked for', () => {
    const { status, stdout } = run('--rows', winBack.rows, '--day', '2026-11-20', '--why', 'two-tastes,books');
    expect(status).toBe(0);
    expect(stdout).toMatch(/rejected by once-a-month +2/);
    expect(stdout).toMatch(/Why not two-tastes, books\?[\s\S]*✗ once-a-month +cap-reached +\{.*"passedEarlier":1/);
  });

  it('prints one JSON document with --json', () => {
    const { stdout } = run('--rows', winBack.rows, '--day', '2026-11-20', '--json', '--why', 'lapsed-gold');
    expect(JSON.parse(stdout)).toMatchObject({ summary: { decisions: { passed: 3 } }, why: [{ outcome: 'scored' }] });
  });

  it('says what it needs when it has no rows or cannot read them', () => {
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage: make try') });
    expect(run('--rows', join(folder, 'none.jsonl'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('none.jsonl'),
    });
  });
});

describe('parseCsv', () => {
  it('reads quotes, commas, line breaks and empty fields', () => {
    expect(parseCsv('\uFEFFa,b\r\n"x, ""y""","1\n2"\n\n,\n"",z')).toEqual([
      ['a', 'b'],
      ['x, "y"', '1\n2'],
      ['', ''],
      ['', 'z'],
    ]);
    expect(() => parseCsv('a,b\n"x"y,z')).toThrow(/Line 2/);
  });
});
