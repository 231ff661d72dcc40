/** A heading of the demo. */
export const heading = (text: string): void => console.log(`\n\x1b[1m${text}\x1b[0m`);

const number = new Intl.NumberFormat('en-US');
export const count = (value: number): string => number.format(value);
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A part of a whole, 0 to 1; 0 of nothing. */
export const share = (value: number, of: number): number => (of === 0 ? 0 : value / of);

/** One line of a bar chart. @param share 0 to 1 */
export const bar = (label: string, value: number, share: number): string =>
  `  ${label.padEnd(30)} ${count(value).padStart(9)}  ${percent(share).padStart(7)}  ${'█'.repeat(Math.round(share * 40))}`;
