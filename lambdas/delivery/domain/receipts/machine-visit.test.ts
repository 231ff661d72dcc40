import { expect, it } from 'vitest';
import { isMachineAgent, isMachineVisit } from './machine-visit.ts';

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';

it.each([
  phone,
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 14; CUBOT KINGKONG 9) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36',
  'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)',
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.1.0',
])('takes a reader for one: %s', (agent) => expect(isMachineAgent(agent)).toBe(false));

it.each([
  ...[
    '',
    'Mozilla/5.0',
    'curl/8.5.0',
    'python-requests/2.32',
    'Go-http-client/2.0',
    'YahooMailProxy; https://help.yahoo.com',
  ],
  'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
])('knows a machine: %s', (agent) => expect(isMachineAgent(agent)).toBe(true));

it('takes a click for a scanner’s within five seconds of delivery, and any request that is no GET', () => {
  const visit = { kind: 'click', method: 'GET', userAgent: phone, at: '2026-11-20T12:00:04.999Z' } as const;
  const arrivedAt = '2026-11-20T12:00:00.000Z';
  expect(isMachineVisit({ ...visit, arrivedAt })).toBe(true);
  expect(isMachineVisit({ ...visit, arrivedAt, at: '2026-11-20T12:00:05.000Z' })).toBe(false);
  expect(isMachineVisit({ ...visit, arrivedAt, kind: 'open' })).toBe(false);
  expect(isMachineVisit(visit)).toBe(false);
  expect(isMachineVisit({ ...visit, method: 'HEAD' })).toBe(true);
});
