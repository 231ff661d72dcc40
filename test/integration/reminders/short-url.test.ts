import { describe, expect, it } from 'vitest';
import { announced, aWindow, shown } from '../../support/reminders.ts';
import { received } from '../../support/simulators.ts';
import { anEvent } from '../../support/ticketmaster.ts';

describe('Use Case 5: Generate Short URL for New Event', () => {
  it('asks Bitly once for a new event’s URL, and keeps the short one beside it', async () => {
    const event = anEvent({ public: { startDateTime: aWindow().startsAt } }, { artist: 'The Shorts' });
    const { shortUrl, url } = await announced(event);
    expect(new URL(String(shortUrl)).pathname).toMatch(/^\/\w+/);
    expect(String(shortUrl).length).toBeLessThan(String(url).length);
    expect((await shown(event.id)).shortUrl).toBe(shortUrl);
    const asked = (await received('bitly')).filter(({ body }) => JSON.stringify(body).includes(event.id));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.body).toMatchObject({ long_url: url });
  });
});
