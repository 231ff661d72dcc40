/**
 * What a Discovery event id can be: letters, digits, "-" and "_", 5 to 60 of them (real ones: Z7r9jZ1A7…,
 * LvZ184j83k1A5TPn6ZZgc, 17AZv8G6CnMcD1x). Checked before any call, so that nonsense costs no slot of the rate limit.
 */
export const eventIdPattern = /^[A-Za-z0-9_-]{5,60}$/;

export const isEventId = (text: string): boolean => eventIdPattern.test(text);
