import { expect, it } from 'vitest';
import { callsWithout } from './sdk-calls.ts';

const line = (name: string) => `${JSON.stringify({ function: name, action: 's3:GetObject', resource: '*' })}\n`;

it('drops the calls of the named functions and keeps the rest', () => {
  const text = line('herald-candidates-store-chunk') + line('herald-candidates-score-chunk');
  expect(callsWithout(text, ['store-chunk', 'judge-run'])).toBe(line('herald-candidates-score-chunk'));
});

it('keeps everything when no function changed, and nothing out of nothing', () => {
  expect(callsWithout(line('herald-candidates-store-chunk'), [])).toBe(line('herald-candidates-store-chunk'));
  expect(callsWithout('', ['store-chunk'])).toBe('');
});
