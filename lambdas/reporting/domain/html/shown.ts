// Numbers as people read them.

const none = '–';

export const percent = (rate: number | null): string => (rate === null ? none : `${(rate * 100).toFixed(1)} %`);

export const usd = (value: number | null): string => (value === null ? none : `$${value.toFixed(value < 1 ? 4 : 2)}`);

export const decimal = (value: number | null): string => (value === null ? none : value.toFixed(1));

/** Seconds as seconds, minutes, hours or days. */
export const duration = (seconds: number | null): string => {
  if (seconds === null) return none;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${(seconds / 60).toFixed(1)} min`;
  if (seconds < 172_800) return `${(seconds / 3_600).toFixed(1)} h`;
  return `${(seconds / 86_400).toFixed(1)} days`;
};
