import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { batchProgramSchema } from '../../../shared/programs/batch-program-schema.ts';
import { scoreKeyOf } from '../serving/score-key.ts';
import { createRowMapper } from './row-mapper.ts';

const file = new URL('../../../../programs/product-reviews.yaml', import.meta.url);
const program = batchProgramSchema.parse(parse(readFileSync(file, 'utf8')));

const aRow = {
  customer_id: 'C1',
  subject: 'P1',
  occasion: 'O1',
  event_time: '2026-11-20 14:03:00.250',
  marketplace: 'DE',
  loaded_at: '2026-11-20 15:00:00',
  purchased: true,
  refunded: false,
  reviewed: null,
};
const mapOne = (row: unknown) => createRowMapper(program).map(typeof row === 'string' ? row : JSON.stringify(row));

describe('a good row', () => {
  it('becomes a candidate, with times as UTC', () => {
    expect(mapOne(aRow)).toEqual({
      candidate: {
        customerId: 'C1',
        programId: 'product-reviews',
        subject: 'P1',
        occasion: 'O1',
        marketplace: 'DE',
        eventTime: '2026-11-20T14:03:00.250Z',
        event: { source: 'athena-deliveries', loadedAt: '2026-11-20T15:00:00.000Z' },
        attributes: { purchased: true, refunded: false, reviewed: null },
      },
    });
  });

  it.each(['顧客-1', 'e\u0301', ' padded ', '👩‍👩‍👧', 'a#b', '"quoted"', 'null', '__proto__', '\u202Ertl'])(
    'keeps the id %j as it is',
    (id) => {
      expect(mapOne({ ...aRow, customer_id: id }).candidate?.customerId).toBe(id);
    },
  );

  it.each([
    ['2026-11-20T14:03:00Z', '2026-11-20T14:03:00.000Z'],
    ['2026-11-20T14:03:00.123456Z', '2026-11-20T14:03:00.123Z'],
    ['2026-11-20T00:30:00+09:00', '2026-11-19T15:30:00.000Z'],
    ['2026-11-20 14:03:00', '2026-11-20T14:03:00.000Z'],
    ['2026-11-20 14:03:00.5 UTC', '2026-11-20T14:03:00.500Z'],
    ['2028-02-29 00:00:00', '2028-02-29T00:00:00.000Z'],
  ])('reads the time %s', (time, instant) => {
    expect(mapOne({ ...aRow, event_time: time }).candidate?.eventTime).toBe(instant);
  });

  it('has ids that fit into a sort key with a score', () => {
    const [customerId, subject] = ['客'.repeat(166), 'p'.repeat(500)];
    const { candidate } = mapOne({ ...aRow, customer_id: customerId, subject });
    expect(candidate).toMatchObject({ customerId, subject });
    expect(Buffer.byteLength(scoreKeyOf({ score: 1, customerId, subject }))).toBeLessThanOrEqual(1_024);
  });

  it('needs no loaded_at', () => {
    const { loaded_at: _loaded, ...row } = aRow;
    expect(mapOne(row).candidate?.event).toEqual({ source: 'athena-deliveries' });
  });
});

describe('a bad row is refused with column, expectation and finding', () => {
  it.each<[string, unknown, string, string]>([
    ['customer_id', null, 'customer_id-missing', 'null'],
    ['customer_id', undefined, 'customer_id-missing', 'no such column'],
    ['customer_id', '', 'customer_id-invalid', 'empty text'],
    ['customer_id', 17, 'customer_id-wrong-type', 'number 17'],
    ['customer_id', 'x'.repeat(501), 'customer_id-invalid', 'string "xxx'],
    ['customer_id', '\ud800', 'customer_id-invalid', 'string'],
    ['subject', 'p#CH#email', 'subject-invalid', 'string "p#CH#email"'],
    ['occasion', {}, 'occasion-wrong-type', 'object {}'],
    ['marketplace', 'XX', 'marketplace-invalid', 'string "XX"'],
    ['marketplace', 'us ', 'marketplace-invalid', 'string "us "'],
    ['event_time', '2026-02-30 10:00:00', 'event_time-invalid', 'string "2026-02-30'],
    ['event_time', '2026-11-20', 'event_time-invalid', 'string "2026-11-20"'],
    ['event_time', '2026-11-20T10:00:00', 'event_time-invalid', 'string'],
    ['event_time', '2026-11-20 24:00:00', 'event_time-invalid', 'string'],
    ['event_time', 1763647380, 'event_time-wrong-type', 'number 1763647380'],
    ['loaded_at', 'soon', 'loaded_at-invalid', 'string "soon"'],
    ['purchased', 'true', 'purchased-wrong-type', 'string "true"'],
  ])('%s = %j: %s', (column, value, reason, found) => {
    const { reject } = mapOne({ ...aRow, [column]: value });
    expect(reject).toMatchObject({ column, reason, expected: expect.any(String) });
    expect(reject?.found).toContain(found);
  });

  it.each(['{"customer_id":', '[]', 'null', '"text"', ''])('a line that is no object: %j', (line) => {
    expect(mapOne(line).reject).toMatchObject({ column: 'row', reason: 'row-invalid' });
  });
});

describe('schema drift is told from bad rows', () => {
  const driftOf = (rows: object[]) => {
    const mapper = createRowMapper(program);
    for (const row of rows) mapper.map(JSON.stringify(row));
    return mapper.drift();
  };
  const rows = (make: (index: number) => object, length = 12) => Array.from({ length }, (_, index) => make(index));

  it('sees nothing in good rows, nor in some bad ones', () => {
    expect(driftOf(rows(() => aRow))).toEqual([]);
    expect(driftOf(rows((index) => (index === 0 ? aRow : { ...aRow, event_time: null })))).toEqual([]);
  });

  it('sees a column that is missing, and one that is retyped, in every row', () => {
    const { reviewed: _reviewed, ...without } = aRow;
    expect(driftOf(rows(() => without))).toEqual([expect.stringMatching(/"reviewed".*no such column/)]);
    expect(driftOf(rows((index) => ({ ...aRow, event_time: index })))).toEqual([
      expect.stringMatching(/"event_time".*found number\)/),
    ]);
  });

  it('sees it even if some rows are bad for another reason', () => {
    const drifted = rows((index) => ({ ...aRow, purchased: 'yes', customer_id: index === 3 ? null : 'C' }));
    expect(driftOf(drifted)).toEqual([expect.stringContaining('"purchased"')]);
  });

  it('never tells a value: drift is logged, and the value may be a customer’s id', () => {
    expect(driftOf(rows((index) => ({ ...aRow, customer_id: 900_000 + index }))).join()).not.toContain('900');
  });

  it('takes an absent attribute for null where other rows show that nulls are left out', () => {
    const { reviewed: _reviewed, ...without } = aRow;
    const { refunded: _refunded, ...withoutTwo } = without;
    expect(driftOf(rows((index) => (index % 2 === 0 ? without : withoutTwo)))).toEqual([]);
    const { subject: _subject, ...bare } = withoutTwo;
    expect(driftOf(rows((index) => (index % 2 === 0 ? bare : { ...bare, refunded: true })))).toEqual([
      expect.stringContaining('"subject"'),
    ]);
  });

  it('does not judge by fewer than ten rows, nor by attributes that are null', () => {
    expect(driftOf(rows(() => ({ ...aRow, event_time: null }), 9))).toEqual([]);
    expect(driftOf(rows(() => ({ ...aRow, reviewed: null })))).toEqual([]);
  });
});
