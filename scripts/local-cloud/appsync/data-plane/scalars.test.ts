import fc from 'fast-check';
import { type GraphQLScalarType, parseConstValue } from 'graphql';
import { describe, expect, it } from 'vitest';
import { AWS_SCALARS } from './scalars.ts';
import { buildSchema } from './schema.ts';

const schema = buildSchema(`type Query { ${AWS_SCALARS.map((name) => `f${name}: ${name}`).join(' ')} }`);
const scalar = (name: string) => schema.getType(name) as GraphQLScalarType;

describe.each([
  ['AWSDate', ['2026-02-28', '2024-02-29Z', '2026-01-01+02:00'], ['2026-02-30', '2026-1-1', '20260101', 7]],
  ['AWSTime', ['12:30', '12:30:24', '23:59:59.999999999Z', '12:30+05:30'], ['24:00', '12', '12:60']],
  [
    'AWSDateTime',
    ['2026-02-28T12:00Z', '2026-02-28T12:00:01.5+02:00'],
    ['2019', '2026-02-30T12:00Z', '2026-02-28T12:00', ''],
  ],
  ['AWSTimestamp', [0, -1, 1_700_000_000], [1.5, '1', null]],
  ['AWSEmail', ['a@example.com'], ['a', 'a@b', 'a b@example.com']],
  ['AWSURL', ['https://example.com/x?y', 'mailto:a@example.com'], ['example', '/path']],
  ['AWSPhone', ['+15555550100', '(555) 555-0100'], ['12', 'word']],
  [
    'AWSIPAddress',
    ['127.0.0.1', '10.0.0.0/8', '::1', '2001:db8::/128'],
    ['256.0.0.1', '10.0.0.0/33', 'host', '::1/129'],
  ],
] as [string, unknown[], unknown[]][])('%s', (name, good, bad) => {
  const { coerceInputValue, coerceOutputValue } = scalar(name);
  it.each(good)('takes %s and gives it back unchanged', (value) => {
    expect(coerceInputValue(value)).toBe(value);
    expect(coerceOutputValue(value)).toBe(value);
  });
  it.each(bad)('refuses %s both ways', (value) => {
    expect(() => coerceInputValue(value)).toThrow('Unable to parse');
    expect(() => coerceOutputValue(value)).toThrow('Unable to serialize');
  });
});

describe('AWSJSON', () => {
  const { coerceInputValue, coerceOutputValue } = scalar('AWSJSON');
  it('reaches resolvers parsed and clients as a string, whatever the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(coerceInputValue(text))).toBe(text);
        if (typeof value !== 'string') expect(coerceOutputValue(value)).toBe(text);
      }),
    );
  });
  it('leaves a string that is JSON already as it is, and quotes another', () => {
    expect(coerceOutputValue('{"a":1}')).toBe('{"a":1}');
    expect(coerceOutputValue('plain')).toBe('"plain"');
    expect(() => coerceInputValue('plain')).toThrow('Unable to parse `plain` as a valid JSON.');
  });
});

it('a bad literal names its place in the query', () => {
  const coerce = () => scalar('AWSDate').coerceInputLiteral?.(parseConstValue('"x"'));
  expect(coerce).toThrow(expect.objectContaining({ locations: [{ line: 1, column: 1 }] }));
});
