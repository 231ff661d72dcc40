// Numbers as people read them.

const none = '–';

export const percent = (rate: number | null): string => (rate === null ? none : `${(rate * 100).toFixed(1)} %`);

export const usd = (value: number | null): string => (value === null ? none : `$${value.toFixed(value < 1 ? 4 : 2)}`);

export const decimal = (value: number | null): string => (value === null ? none : value.toFixed(1));

/** One decimal, unless it is 0. */
const rounded = (value: number): string => String(Math.round(value * 10) / 10);

/** Seconds as seconds, minutes, hours or days. */
export const duration = (seconds: number | null): string => {
  if (seconds === null) return none;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${rounded(seconds / 60)} min`;
  if (seconds < 172_800) return `${rounded(seconds / 3_600)} h`;
  return `${rounded(seconds / 86_400)} days`;
};
