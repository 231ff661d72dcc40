import { expect, it } from 'vitest';
import { mailbox } from './mailbox.ts';

it.each([
  ['Herald', 'Herald <a@b.example>'],
  ['Herald, Inc.', '"Herald, Inc." <a@b.example>'],
  ['The "H"', '"The \\"H\\"" <a@b.example>'],
  ['ヘラルド', '=?UTF-8?B?44OY44Op44Or44OJ?= <a@b.example>'],
])('writes %s as a header may have it', (name, expected) => {
  expect(mailbox({ name, email: 'a@b.example' })).toBe(expected);
});
